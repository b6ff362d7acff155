namespace HtpasswdAuth;

/// <summary>
/// Buckets of one kind. One of which all tries are given back is forgotten, and, where there are too many, that whose last try is longest
/// ago: no client is refused because the table is full. Not safe for concurrent use.
/// </summary>
/// <param name="limit">What a bucket of this table may have.</param>
/// <param name="capacity">The most buckets.</param>
/// <param name="time">The clock.</param>
internal sealed class AttemptTable(AttemptLimit limit, int capacity, TimeProvider time)
{
    private Dictionary<UInt128, LinkedListNode<AttemptBucket>> _buckets = [];
    private LinkedList<AttemptBucket> _byLastUse = [];
    private Dictionary<UInt128, LinkedListNode<AttemptBucket>>? _former;

    public int Count => _buckets.Count;

    public AttemptBucket? Find(AttemptKey key) => _buckets.GetValueOrDefault(key.Code)?.Value;

    /// <summary>The bucket, which is the last to be forgotten now.</summary>
    public AttemptBucket FindOrAdd(AttemptKey key)
    {
        if (_buckets.TryGetValue(key.Code, out LinkedListNode<AttemptBucket>? node))
        {
            _byLastUse.Remove(node);
            _byLastUse.AddLast(node);
            return node.Value;
        }

        while (_byLastUse.First is { } oldest && (oldest.Value.IsFull || _buckets.Count >= capacity))
        {
            _buckets.Remove(oldest.Value.Key.Code);
            _byLastUse.RemoveFirst();
        }

        var bucket = new AttemptBucket(key, limit, time);
        _buckets.Add(key.Code, _byLastUse.AddLast(bucket));
        return bucket;
    }

    /// <summary>From now on keys are made otherwise. What was counted until then is found by <see cref="Adopt"/>.</summary>
    public void BeginAnew()
    {
        _former = _buckets;
        _buckets = [];
        _byLastUse = [];
    }

    /// <summary>
    /// What was counted under a former key counts under the one of now. It stays where it was too: several names may have had one former
    /// key.
    /// </summary>
    public void Adopt(AttemptKey former, AttemptKey key)
    {
        if (_former?.GetValueOrDefault(former.Code)?.Value is { IsFull: false } counted && !_buckets.ContainsKey(key.Code))
        {
            FindOrAdd(key).CopyFrom(counted);
        }
    }
}
