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
    // What is at work is one hash and two writes; where the file system hangs they are left behind.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    private readonly Lock _gate = new();
    private readonly Queue<HashUpgradeJob> _waiting = new();
    private readonly HashSet<string> _users = new(StringComparer.Ordinal);
    private readonly CancellationTokenSource _stop = new();
    private readonly ManualResetEventSlim _isIdle = new(initialState: true);
    private readonly Callbacks _callbacks = CallbackReport.To(logger);

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
            if (_isIdle.IsSet)
            {
                _callbacks.StartThread(CallbackNames.HashUpgrade, RunNext);
                _isIdle.Reset();
            }

            return true;
        }
    }

    /// <summary>Drops what waits, and waits for what is at work.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            _stop.Cancel();
            while (_waiting.TryDequeue(out HashUpgradeJob? job))
            {
                job.Dispose();
            }
        }

        if (_isIdle.Wait(Patience))
        {
            _stop.Dispose();
        }
    }

    private bool RefusesUnderLock(string userName) => _stop.IsCancellationRequested || _users.Count >= capacity || _users.Contains(userName);

    private bool RunNext()
    {
        WorkerPriority.Lower();
        if (!TryTake(out HashUpgradeJob? job))
        {
            return false;
        }

        try
        {
            work(job, _stop.Token);
        }
        catch (Exception exception)
        {
            // The thread must outlive what was not foreseen, and the message could quote what it should not.
            logger.HashUpgradeFailed(exception.GetType().Name, LogText.Escape(job.User.Name));
        }
        finally
        {
            job.Dispose();
            Forget(job);
        }

        return true;
    }

    private bool TryTake([System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out HashUpgradeJob? job)
    {
        lock (_gate)
        {
            if (!_waiting.TryDequeue(out job))
            {
                _isIdle.Set();
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
