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
    public VerifyScheduler(
        int maxWorkers, VerifyQueue queue, Func<Span<VerifyJob>, bool> execute, Action<VerifyJob> refuse, HtpasswdMetrics metrics)
    {
        _maxWorkers = maxWorkers;
        _queue = queue;
        _execute = execute;
        _refuse = refuse;
        _metrics = metrics;
    }

    /// <summary>Accepts a job, or returns <see langword="false"/> when the queue is full and this client has its fair share of it.</summary>
    public bool TryEnqueue(VerifyJob job)
    {
        VerifyJob? dropped;
        lock (_gate)
        {
            if (_isStopping || !_queue.TryAdd(job, out dropped))
            {
                return false;
            }

            StartWorkerIfAllAreBusy();
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

    private void StartWorkerIfAllAreBusy()
    {
        if (_workers < _maxWorkers && _busyWorkers + _queue.Count > _workers)
        {
            _workers++;
            new Thread(Work) { IsBackground = true, Name = "htpasswd-verify" }.Start();
        }
    }

    private void Work()
    {
        WorkerPriority.Lower();
        var group = new VerifyGroup();
        while (TryTake(group))
        {
            Run(group);
        }
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
        _metrics.QueueChanged(-(group.Jobs.Count + group.Abandoned.Count));
        group.Abandoned.ForEach(_refuse);
        bool isHashed = group.Jobs.Count == 0 || _execute(CollectionsMarshal.AsSpan(group.Jobs));
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
