using HtpasswdAuth.Testing;

namespace HtpasswdAuth.Tests;

/// <summary>The counts of all nodes, and in which order they changed.</summary>
internal sealed class SharedAttempts(FakeTimeProvider time)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<AttemptKey, (int Failures, long Last, long Version)> _counts = [];
    private long _version;

    /// <summary>Gets all counts.</summary>
    public IReadOnlyList<AttemptCount> All => Changed(after: 0, leastFailures: int.MinValue, out _);

    /// <summary>Gets how many changes came in one call at most.</summary>
    public int LargestBatch { get; private set; }

    public IReadOnlyList<AttemptCount> Add(IReadOnlyList<AttemptChange> changes)
    {
        lock (_gate)
        {
            LargestBatch = Math.Max(LargestBatch, changes.Count);
            return [.. changes.Select(Add)];
        }
    }

    public IReadOnlyList<AttemptCount> Changed(long after, int leastFailures, out long version)
    {
        lock (_gate)
        {
            version = _version;
            return [.. _counts.Where(entry => entry.Value.Version > after && entry.Value.Failures >= leastFailures).Select(entry => Count(entry.Key))];
        }
    }

    private AttemptCount Add(AttemptChange change)
    {
        (int failures, long last, _) = _counts.GetValueOrDefault(change.Key);
        int next = Math.Max(0, (change.Clears ? 0 : failures) + change.Failures);
        _counts[change.Key] = (next, change.Failures > 0 ? time.GetTimestamp() : last, ++_version);
        return Count(change.Key);
    }

    private AttemptCount Count(AttemptKey key) => new(key, _counts[key].Failures, time.GetElapsedTime(_counts[key].Last));
}
