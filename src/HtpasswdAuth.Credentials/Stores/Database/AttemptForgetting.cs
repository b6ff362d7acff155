namespace HtpasswdAuth;

/// <summary>
/// What is forgotten of the table of attempts, in parts so small that other changes come between; the rule is one for every database.
/// </summary>
internal sealed class AttemptForgetting
{
    /// <summary>How many rows a step removes at most.</summary>
    public const int MaxRows = 1_000;

    /// <summary>How many rows there may be. Strangers make them: one for each network and range that a wrong password came from.</summary>
    public const int Capacity = 400_000;

    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);

    private readonly TimeProvider _time;
    private readonly int _capacity;
    private long? _paused;
    private int _added;

    public AttemptForgetting(TimeProvider time, int capacity = Capacity)
    {
        _time = time;
        _capacity = capacity;
    }

    /// <summary>Takes note of rows that may be new.</summary>
    public void Added(int rows) => Interlocked.Add(ref _added, rows);

    /// <summary>
    /// Removes some of what is given back and, of too many rows, of what is given back next. Pauses once there is nothing left to remove.
    /// </summary>
    /// <param name="removeAged">Removes at most so many rows of which nothing is known any more, and returns how many they were.</param>
    /// <param name="countUpTo">Counts the rows, up to so many.</param>
    /// <param name="removeLeast">Removes at most so many rows of networks and ranges, the lowest counts first.</param>
    public async Task StepAsync(Func<int, Task<int>> removeAged, Func<int, Task<int>> countUpTo, Func<int, Task> removeLeast)
    {
        if (_paused is { } since && _time.GetElapsedTime(since) < Pause && Volatile.Read(ref _added) < _capacity / 40)
        {
            return;
        }

        Interlocked.Exchange(ref _added, 0);
        try
        {
            int removed = await removeAged(MaxRows).ConfigureAwait(false);
            int excess = await countUpTo(_capacity + MaxRows).ConfigureAwait(false) - _capacity;
            if (excess > 0)
            {
                await removeLeast(excess).ConfigureAwait(false);
            }

            bool isDone = removed < MaxRows && excess < MaxRows;
            _paused = isDone ? _time.GetTimestamp() : null;
        }
        catch (IOException)
        {
            // What was counted is counted; the rest is forgotten later.
            _paused = _time.GetTimestamp();
        }
    }
}
