namespace HtpasswdAuth;

/// <summary>
/// Hashes on threads of its own, at most so many at once, from a bounded and fair queue. Request threads never hash, so a storm
/// of wrong passwords does not take the thread pool away from those who are already verified.
/// </summary>
internal sealed class VerifyScheduler : IDisposable
{
    private readonly Lock _gate = new();
    private readonly SemaphoreSlim _available = new(0);
    private readonly FairQueue<VerifyJob> _queue;
    private readonly Action<VerifyJob> _execute;
    private readonly Action<VerifyJob> _refuse;
    private readonly HtpasswdMetrics _metrics;
    private readonly int _maxWorkers;
    private readonly CancellationTokenSource _stopping = new();
    private int _workers;
    private int _busyWorkers;

    /// <param name="maxWorkers">How many verifications run at once.</param>
    /// <param name="maxQueued">How many wait beyond those.</param>
    /// <param name="execute">Hashes and completes a job; called on a worker thread; must not throw.</param>
    /// <param name="refuse">Completes a job that will not be hashed; called on any thread; must not throw.</param>
    /// <param name="metrics">Where the queue's length is counted.</param>
    public VerifyScheduler(int maxWorkers, int maxQueued, Action<VerifyJob> execute, Action<VerifyJob> refuse, HtpasswdMetrics metrics)
    {
        _maxWorkers = maxWorkers;
        _queue = new FairQueue<VerifyJob>(maxQueued);
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
            if (_stopping.IsCancellationRequested || !_queue.TryAdd(job.Attempt.Client, job, out dropped))
            {
                return false;
            }

            StartWorkerIfAllAreBusy();
        }

        if (dropped is not null)
        {
            _refuse(dropped);
        }
        else
        {
            _metrics.QueueChanged(+1);
            _available.Release();
        }

        return true;
    }

    public void Dispose()
    {
        List<VerifyJob> left = [];
        lock (_gate)
        {
            _stopping.Cancel();
            while (_queue.TryTake(out VerifyJob? job))
            {
                left.Add(job);
            }
        }

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
        try
        {
            while (true)
            {
                _available.Wait(_stopping.Token);
                if (TryTake() is { } job)
                {
                    Run(job);
                }
            }
        }
        catch (OperationCanceledException)
        {
            // Disposed: what was still queued has been refused.
        }
    }

    private VerifyJob? TryTake()
    {
        lock (_gate)
        {
            if (!_queue.TryTake(out VerifyJob? job))
            {
                return null;
            }

            _busyWorkers++;
            return job;
        }
    }

    private void Run(VerifyJob job)
    {
        _metrics.QueueChanged(-1);
        if (job.IsAbandoned)
        {
            _refuse(job);
        }
        else
        {
            _execute(job);
        }

        lock (_gate)
        {
            _busyWorkers--;
        }
    }
}
