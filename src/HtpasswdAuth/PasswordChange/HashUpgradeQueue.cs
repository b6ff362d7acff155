using Microsoft.Extensions.Logging;

namespace HtpasswdAuth;

/// <summary>
/// Does one job after the other on a thread of its own, which lives only while there are some. Each is disposed when it is done, or
/// when it never will be.
/// </summary>
/// <param name="capacity">How many jobs there may be, the one at work included.</param>
/// <param name="work">Gets a job, and what tells that it must come to an end.</param>
/// <param name="logger">The scheme's logger.</param>
internal sealed class HashUpgradeQueue(int capacity, Action<HashUpgradeJob, CancellationToken> work, ILogger logger) : IDisposable
{
    // What is at work is one hash and two writes.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly Lock _gate = new();
    private readonly Queue<HashUpgradeJob> _waiting = new();
    private readonly HashSet<string> _users = new(StringComparer.Ordinal);
    private readonly CancellationTokenSource _stop = new();
    private Thread? _worker;

    /// <summary>Whether there is a job of the user, waiting or at work, or no room for one.</summary>
    public bool Refuses(string userName)
    {
        lock (_gate)
        {
            return RefusesUnderLock(userName);
        }
    }

    /// <summary>Takes a job, or disposes it: where there is one of the user already, where there are too many, and at the end.</summary>
    public bool TryAdd(HashUpgradeJob job)
    {
        lock (_gate)
        {
            if (RefusesUnderLock(job.User.Name))
            {
                job.Dispose();
                return false;
            }

            _users.Add(job.User.Name);
            _waiting.Enqueue(job);
            if (_worker is null)
            {
                _worker = new Thread(Run) { IsBackground = true, Name = "htpasswd hash upgrades" };
                _worker.Start();
            }

            return true;
        }
    }

    /// <summary>Drops what waits, and waits for what is at work.</summary>
    public void Dispose()
    {
        Thread? worker;
        lock (_gate)
        {
            _stop.Cancel();
            worker = _worker;
            while (_waiting.TryDequeue(out HashUpgradeJob? job))
            {
                job.Dispose();
            }
        }

        if (worker?.Join(Patience) != false)
        {
            _stop.Dispose();
        }
    }

    private bool RefusesUnderLock(string userName) => _stop.IsCancellationRequested || _users.Count >= capacity || _users.Contains(userName);

    private void Run()
    {
        WorkerPriority.Lower();
        while (TryTake(out HashUpgradeJob? job))
        {
            try
            {
                work(job, _stop.Token);
            }
            catch (Exception exception)
            {
                // The thread must outlive what nobody foresaw, and the message could quote what it should not.
                logger.HashUpgradeFailed(exception.GetType().Name, LogText.Escape(job.User.Name));
            }
            finally
            {
                job.Dispose();
                Forget(job);
            }
        }
    }

    private bool TryTake([System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out HashUpgradeJob? job)
    {
        lock (_gate)
        {
            if (!_waiting.TryDequeue(out job))
            {
                _worker = null;
            }

            return job is not null;
        }
    }

    private void Forget(HashUpgradeJob job)
    {
        lock (_gate)
        {
            _users.Remove(job.User.Name);
        }
    }
}
