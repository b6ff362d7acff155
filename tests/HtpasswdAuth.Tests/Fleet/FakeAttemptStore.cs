namespace HtpasswdAuth.Tests;

/// <summary>One node's view of the counts of all.</summary>
internal sealed class FakeAttemptStore(SharedDatabase database) : IAttemptStore
{
    private static readonly byte[] FleetKey = [.. Enumerable.Range(1, 32).Select(i => (byte)i)];

    private bool _wasReached;
    private long _seen;

    public ReadOnlyMemory<byte>? Key
    {
        get
        {
            _wasReached |= !database.IsAway;
            return _wasReached ? new ReadOnlyMemory<byte>(FleetKey) : null;
        }
    }

    public Task<IReadOnlyList<AttemptCount>> AddAsync(IReadOnlyList<AttemptChange> changes, CancellationToken cancellationToken) =>
        Task.FromResult(database.Change(() => database.Attempts.Add(changes)));

    public Task<IReadOnlyList<AttemptCount>> ReadChangedAsync(int leastFailures, int most, CancellationToken cancellationToken) =>
        Task.FromResult(database.Change(() => database.Attempts.Changed(_seen, leastFailures, out _seen)));
}
