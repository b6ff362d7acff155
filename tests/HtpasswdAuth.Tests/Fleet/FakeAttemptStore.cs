namespace HtpasswdAuth.Tests;

/// <summary>One node's view of the counts of all.</summary>
internal sealed class FakeAttemptStore(SharedDatabase database) : IAttemptStore
{
    private static readonly byte[] FleetKey = [.. Enumerable.Range(1, 32).Select(i => (byte)i)];

    private bool _wasReached;
    private long _seen;
    private int _reads;

    /// <summary>Gets or sets whether the store can be read and nothing else.</summary>
    public bool IsReadOnly { get; set; }

    /// <summary>Gets how often the node has asked what others counted. Once it asks again, it has taken in what it was told before.</summary>
    public int Reads => Volatile.Read(ref _reads);

    public ReadOnlyMemory<byte>? Key
    {
        get
        {
            _wasReached |= !database.IsAway;
            return _wasReached ? new ReadOnlyMemory<byte>(FleetKey) : null;
        }
    }

    public Task<IReadOnlyList<AttemptCount>> AddAsync(IReadOnlyList<AttemptChange> changes, CancellationToken cancellationToken) =>
        Task.FromResult(
            database.Change(() => IsReadOnly ? throw new IOException("The database cannot be written.") : database.Attempts.Add(changes)));

    public Task<IReadOnlyList<AttemptCount>> ReadChangedAsync(TimeSpan leastDebt, int most, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _reads);
        return Task.FromResult(database.Change(() => database.Attempts.Changed(_seen, leastDebt, out _seen)));
    }
}
