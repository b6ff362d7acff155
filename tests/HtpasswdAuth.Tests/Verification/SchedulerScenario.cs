using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace HtpasswdAuth.Tests;

/// <summary>A scheduler whose workers hash nothing: each tells what it has begun, and goes on when the test lets it.</summary>
internal sealed class SchedulerScenario : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly ServiceProvider _services = new ServiceCollection().AddMetrics().BuildServiceProvider();
    private readonly HtpasswdMetrics _metrics;
    private readonly VerifyScheduler _scheduler;
    private readonly BlockingCollection<string> _begun = [];
    private readonly SemaphoreSlim _mayEnd = new(0);

    public SchedulerScenario(int workers, int capacity = 1_000)
    {
        _metrics = new HtpasswdMetrics(_services.GetRequiredService<IMeterFactory>());
        _scheduler = new VerifyScheduler(workers, new VerifyQueue(capacity, PasswordHash.BcryptLanes), Execute, Refuse, _metrics, CallbackReport.To(NullLogger.Instance));
    }

    public VerifyJob Enqueue(string name, HashWork work, ClientNetwork client = default)
    {
        VerifyJob job = Jobs.Job(name, work, client);
        Assert.True(TryEnqueue(job));
        return job;
    }

    public bool TryEnqueue(VerifyJob job) => _scheduler.TryEnqueue(job);

    /// <summary>Waits until a worker begins with a group, and tells its names.</summary>
    public string NextBegun() => _begun.TryTake(out string? names, Patience) ? names : throw new TimeoutException("No worker began.");

    /// <summary>Lets one of the groups that have begun end, and waits for the next that begins.</summary>
    public string NextAfterEnd()
    {
        _mayEnd.Release();
        return NextBegun();
    }

    public void Dispose()
    {
        _scheduler.Dispose();
        _mayEnd.Release(1_000);
        _metrics.Dispose();
        _services.Dispose();
    }

    private static void Refuse(VerifyJob job) => job.Complete(VerificationResult.Refused(VerificationOutcome.Busy));

    private bool Execute(Span<VerifyJob> jobs)
    {
        _begun.Add(Jobs.Names(jobs.ToArray()));
        _mayEnd.Wait();
        foreach (VerifyJob job in jobs)
        {
            job.Complete(VerificationResult.Refused(VerificationOutcome.WrongPassword));
        }

        return true;
    }
}
