using System.Runtime.InteropServices;

namespace HtpasswdAuth;

/// <summary>
/// Hashes on threads of its own, at most so many at once, from a bounded and fair queue. Request threads never hash, so a storm
/// of wrong passwords does not take the thread pool away from those who are already verified. A job for which a worker is free
/// starts at once and alone; bcrypt jobs of equal cost that would have to wait are hashed side by side.
/// </summary>
internal sealed class VerifyScheduler : IDisposable
{
    private readonly object _gate = new();
    private readonly VerifyQueue _queue;
    private readonly Func<Span<VerifyJob>, bool> _execute;
    private readonly Action<VerifyJob> _refuse;
    private readonly HtpasswdMetrics _metrics;
    private readonly Callbacks _callbacks;
    private readonly int _maxWorkers;
    private int _workers;
    private int _busyWorkers;
    private bool _isStopping;

    /// <param name="maxWorkers">How many verifications, or groups of them, run at once.</param>
    /// <param name="queue">What waits beyond those. It is the scheduler's from now on.</param>
    /// <param name="execute">
    /// Hashes and completes all jobs of a group and tells whether anything was hashed; may reorder them; called on a worker thread; must not throw.
    /// </param>
    /// <param name="refuse">Completes a job that will not be hashed; called on any thread; must not throw.</param>
    /// <param name="metrics">Where the queue's length is counted.</param>
    /// <param name="callbacks">Starts the workers.</param>
    public VerifyScheduler(
        int maxWorkers, VerifyQueue queue, Func<Span<VerifyJob>, bool> execute, Action<VerifyJob> refuse, HtpasswdMetrics metrics, Callbacks callbacks)
    {
        _maxWorkers = maxWorkers;
        _queue = queue;
        _execute = execute;
        _refuse = refuse;
        _metrics = metrics;
        _callbacks = callbacks;
    }

    /// <summary>Accepts a job, or returns <see langword="false"/> when the queue is full and this client has its fair share of it.</summary>
    public bool TryEnqueue(VerifyJob job)
    {
        VerifyJob? dropped;
        lock (_gate)
        {
            if (_isStopping || !HasWorkerForOneMore() || !_queue.TryAdd(job, out dropped))
            {
                return false;
            }

            Monitor.Pulse(_gate);
        }

        if (dropped is not null)
        {
            _refuse(dropped);
        }
        else
        {
            _metrics.QueueChanged(+1);
        }

        return true;
    }

    public void Dispose()
    {
        List<VerifyJob> left;
        lock (_gate)
        {
            _isStopping = true;
            left = _queue.TakeAll();
            Monitor.PulseAll(_gate);
        }

        _metrics.QueueChanged(-left.Count);
        left.ForEach(_refuse);
    }

    /// <summary>Starts a worker if all are busy. Where the system has no thread left, those that there are do the work.</summary>
    private bool HasWorkerForOneMore()
    {
        if (_workers < _maxWorkers && _busyWorkers + _queue.Count >= _workers)
        {
            try
            {
                StartWorker();
                _workers++;
            }
            catch (OutOfMemoryException)
            {
                return _workers > 0;
            }
        }

        return true;
    }

    private void StartWorker()
    {
        var group = new VerifyGroup();
        bool isNew = true;
        _callbacks.StartThread(CallbackNames.PasswordVerification, () =>
        {
            if (isNew)
            {
                isNew = false;
                WorkerPriority.Lower();
            }

            if (!TryTake(group))
            {
                return false;
            }

            Run(group);
            return true;
        });
    }

    /// <summary>Waits until there is something to do; <see langword="false"/> when that will never be again.</summary>
    private bool TryTake(VerifyGroup group)
    {
        lock (_gate)
        {
            while (!_isStopping && _queue.Count == 0)
            {
                Monitor.Wait(_gate);
            }

            if (_isStopping)
            {
                return false;
            }

            _busyWorkers++;
            _queue.Take(_maxWorkers - _busyWorkers, group);
            return true;
        }
    }

    private void Run(VerifyGroup group)
    {
        bool isHashed = false;
        try
        {
            _metrics.QueueChanged(-(group.Jobs.Count + group.Abandoned.Count));
            group.Abandoned.ForEach(_refuse);
            isHashed = group.Jobs.Count == 0 || _execute(CollectionsMarshal.AsSpan(group.Jobs));
        }
        catch
        {
            // No one who waits may wait for ever; for those who have their answer already this changes nothing.
            group.Jobs.ForEach(_refuse);
            throw;
        }
        finally
        {
            group.Clear();
            lock (_gate)
            {
                _busyWorkers--;
                if (!isHashed)
                {
                    _queue.Refund(group.Work);
                }
            }
        }
    }
}
