using System.Threading.Channels;
using Microsoft.Extensions.Logging;

namespace HtpasswdAuth;

/// <summary>
/// Tells the store of all nodes what was counted here, and brings back what they have together: one task beside all requests, which none
/// waits for. While the store is away nothing but a look each second goes to it.
/// </summary>
internal sealed class AttemptExchange : IDisposable
{
    private const int MaxBatch = 1_000;
    private const int MaxRead = 100_000;

    /// <summary>Of what refuses no client yet the store tells when this node adds to it: half a name's tries.</summary>
    private static readonly TimeSpan LeastDebt = TimeSpan.FromHours(6);

    private static readonly TimeSpan PollInterval = TimeSpan.FromSeconds(1);

    private readonly IAttemptStore _store;
    private readonly IAttemptCounts _counts;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly Channel<bool> _wake =
        Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite, SingleReader = true });

    private readonly CancellationTokenSource _stop = new();
    private readonly ITimer _timer;
    private long? _polled;
    private bool _isAway;
    private bool _isRefusingWrites;

    /// <param name="store">The store of all nodes.</param>
    /// <param name="counts">What this node has counted.</param>
    /// <param name="time">The clock.</param>
    /// <param name="logger">The scheme's logger.</param>
    public AttemptExchange(IAttemptStore store, IAttemptCounts counts, TimeProvider time, ILogger logger)
    {
        _store = store;
        _counts = counts;
        _time = time;
        _logger = logger;
        Callbacks callbacks = CallbackReport.To(logger);
        _timer = callbacks.CreateTimer(CallbackNames.AttemptsPoll, time, Wake, TimeSpan.Zero, PollInterval);
        callbacks.RepeatAsync(CallbackNames.AttemptsExchange, StepAsync, time, _stop.Token);
    }

    /// <summary>Gets what is still to be told.</summary>
    public AttemptChanges Changes { get; } = new();

    /// <summary>Takes note of a change, to be told at once if the store is there.</summary>
    /// <returns><see langword="false"/> if there are too many.</returns>
    public bool TryAdd(AttemptChange change)
    {
        bool added = Changes.TryAdd(change);
        Wake();
        return added;
    }

    public void Dispose()
    {
        // Not disposed itself: it has no timer, and the task may look at it still.
        _stop.Cancel();
        _timer.Dispose();
        _wake.Writer.TryComplete();
    }

    private void Wake() => _wake.Writer.TryWrite(true);

    private async Task StepAsync(CancellationToken stop)
    {
        await _wake.Reader.WaitToReadAsync(stop).ConfigureAwait(false);
        _wake.Reader.TryRead(out _);
        await ExchangeAsync(stop).ConfigureAwait(false);
    }

    /// <summary>One batch in a step, so that a flood here does not keep the node from learning what others count.</summary>
    private async Task ExchangeAsync(CancellationToken stop)
    {
        bool isPoll = _polled is null || _time.GetElapsedTime(_polled.Value) >= PollInterval;
        if (isPoll)
        {
            _polled = _time.GetTimestamp();
            if (!await TryAsync(() => _store.ReadChangedAsync(LeastDebt, MaxRead, stop), isWrite: false, stop).ConfigureAwait(false))
            {
                return;
            }
        }

        if ((isPoll || !_isAway) && Changes.Take(MaxBatch) is { Count: > 0 } taken)
        {
            long began = _time.GetTimestamp();
            await TellAsync(taken, stop).ConfigureAwait(false);
            if (!_isAway && Changes.Count > 0)
            {
                Wake();
                await RestAsync(_time.GetElapsedTime(began), stop).ConfigureAwait(false);
            }
        }
    }

    /// <summary>A flood has half of the store's time: where it has one writer, changes of accounts wait for the same one.</summary>
    private Task RestAsync(TimeSpan took, CancellationToken stop) => Task.Delay(took < PollInterval ? took : PollInterval, _time, stop);

    private async Task TellAsync(Dictionary<AttemptKey, PendingAttempts> taken, CancellationToken stop)
    {
        AttemptChange[] batch = [.. taken.Values.Select(pending => pending.Change)];
        bool isTold = false;
        try
        {
            isTold = await TryAsync(() => _store.AddAsync(batch, stop), isWrite: true, stop).ConfigureAwait(false);
        }
        finally
        {
            if (!isTold)
            {
                foreach (AttemptChange lost in Changes.PutBack(taken))
                {
                    _counts.Lose(lost);
                }
            }
        }
    }

    /// <summary>Whatever a store throws, counting goes on.</summary>
    private async Task<bool> TryAsync(Func<Task<IReadOnlyList<AttemptCount>>> ask, bool isWrite, CancellationToken stop)
    {
        try
        {
            foreach (AttemptCount count in await ask().ConfigureAwait(false))
            {
                _counts.Merge(count, Changes);
            }
        }
        catch (Exception exception) when (!stop.IsCancellationRequested)
        {
            _isRefusingWrites |= isWrite;
            if (!_isAway)
            {
                _isAway = true;
                _logger.AttemptsNotShared(exception);
            }

            return false;
        }

        // What can be read and not written is not back.
        _isRefusingWrites &= !isWrite;
        if (_isAway && !_isRefusingWrites)
        {
            _isAway = false;
            _logger.AttemptsSharedAgain();
        }

        return true;
    }
}
