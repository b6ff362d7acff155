using HtpasswdAuth.Testing;

namespace HtpasswdAuth.Tests;

/// <summary>The counts of all nodes, and in which order they changed.</summary>
internal sealed class SharedAttempts(FakeTimeProvider time)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<AttemptKey, (DateTimeOffset Paid, DateTimeOffset Last, DateTimeOffset? SignedIn, long Version)> _counts =
        [];
    private readonly Dictionary<AttemptKind, TimeSpan> _periods = [];
    private long _version;

    /// <summary>Gets all counts.</summary>
    public IReadOnlyList<AttemptCount> All => Changed(after: 0, TimeSpan.Zero, out _);

    /// <summary>Gets how many changes came in one call at most.</summary>
    public int LargestBatch { get; private set; }

    /// <summary>How many tries are counted of a kind in all.</summary>
    public int Total(AttemptKind kind) =>
        All.Where(count => count.Key.Kind == kind).Sum(count => (int)Math.Round(count.Debt / _periods[kind]));

    public IReadOnlyList<AttemptCount> Add(IReadOnlyList<AttemptChange> changes)
    {
        lock (_gate)
        {
            LargestBatch = Math.Max(LargestBatch, changes.Count);
            return [.. changes.Select(Add)];
        }
    }

    public IReadOnlyList<AttemptCount> Changed(long after, TimeSpan leastDebt, out long version)
    {
        lock (_gate)
        {
            version = _version;
            return [.. _counts.Where(entry => entry.Value.Version > after)
                .Select(entry => Count(entry.Key))
                .Where(count => count.Debt >= leastDebt || count.Debt == TimeSpan.Zero || count.SinceSignIn is not null)];
        }
    }

    private AttemptCount Add(AttemptChange change)
    {
        DateTimeOffset now = time.GetUtcNow();
        _periods[change.Key.Kind] = change.Period;
        (DateTimeOffset paid, DateTimeOffset last, DateTimeOffset? signedIn, _) = _counts.GetValueOrDefault(change.Key);
        DateTimeOffset before = change.Clears || paid < now ? now : paid;
        _counts[change.Key] = (
            before + (change.Tries * change.Period), change.Tries > 0 ? now : last, change.SignsIn ? now : signedIn, ++_version);
        return Count(change.Key);
    }

    private AttemptCount Count(AttemptKey key)
    {
        (DateTimeOffset paid, DateTimeOffset last, DateTimeOffset? signedIn, _) = _counts[key];
        DateTimeOffset now = time.GetUtcNow();
        return new(key, paid > now ? paid - now : TimeSpan.Zero, now - last) { SinceSignIn = now - signedIn };
    }
}
