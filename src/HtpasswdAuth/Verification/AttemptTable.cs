using System.Diagnostics.CodeAnalysis;

namespace HtpasswdAuth;

/// <summary>
/// The buckets of one kind, in the order of their last failures. A bucket is forgotten some time after its last one, or earlier
/// when there are too many: never is anybody refused because the table is full. Not safe for concurrent use.
/// </summary>
/// <param name="kind">What a bucket of this table counts.</param>
/// <param name="freeFailures">How many failures cost no wait.</param>
/// <param name="maxDelay">The longest wait.</param>
/// <param name="capacity">The most buckets.</param>
/// <param name="time">The scheme's clock.</param>
internal sealed class AttemptTable(AttemptKind kind, int freeFailures, TimeSpan maxDelay, int capacity, TimeProvider time)
{
    /// <summary>How long after its last counted failure a bucket is forgotten.</summary>
    public static readonly TimeSpan Memory = TimeSpan.FromMinutes(15);

    // What is left of somebody else's try is not known; a hash seldom takes longer.
    private static readonly TimeSpan WhileTried = TimeSpan.FromSeconds(1);

    private readonly Dictionary<UInt128, LinkedListNode<AttemptBucket>> _buckets = [];
    private readonly LinkedList<AttemptBucket> _byLastFailure = [];

    public ThrottledBucket Kind => kind switch
    {
        AttemptKind.Network => ThrottledBucket.Client,
        AttemptKind.Device => ThrottledBucket.Device,
        _ => ThrottledBucket.User,
    };

    public TimeSpan MaxDelay => maxDelay;

    public int Count => _buckets.Count;

    public bool TryFind(UInt128 key, [NotNullWhen(true)] out AttemptBucket? bucket)
    {
        ForgetOld();
        bucket = _buckets.TryGetValue(key, out LinkedListNode<AttemptBucket>? node) ? node.Value : null;
        if (bucket is not null && IsOld(bucket))
        {
            // Where other nodes count too, the order is only roughly that of the last failures.
            Remove(key);
            bucket = null;
        }

        return bucket is not null;
    }

    public AttemptBucket FindOrAdd(UInt128 key)
    {
        if (TryFind(key, out AttemptBucket? bucket))
        {
            return bucket;
        }

        if (_buckets.Count >= capacity)
        {
            Remove(_byLastFailure.First!.Value.Code);
        }

        bucket = new AttemptBucket(kind, key) { LastFailure = time.GetTimestamp() };
        _buckets.Add(key, _byLastFailure.AddLast(bucket));
        return bucket;
    }

    public void Remove(UInt128 key)
    {
        if (_buckets.Remove(key, out LinkedListNode<AttemptBucket>? node))
        {
            _byLastFailure.Remove(node);
        }
    }

    /// <summary>Counts a failure of a bucket of this table. Returns whether its delays begin with this one.</summary>
    public bool CountFailure(AttemptBucket bucket)
    {
        MoveToEnd(bucket);
        bucket.LastFailure = time.GetTimestamp();
        bucket.Unsent++;
        bool begins = IsDelaying(bucket) && !bucket.IsTold;
        bucket.IsTold = IsDelaying(bucket);
        return begins;
    }

    /// <summary>Takes over what all nodes together have counted. A bucket that delays nobody is not made for it.</summary>
    /// <param name="count">What the store has.</param>
    /// <param name="pending">What it does not have yet of this node.</param>
    public void Merge(AttemptCount count, int pending)
    {
        bool isOld = count.Age >= Memory;
        bool isHere = TryFind(count.Key.Code, out AttemptBucket? bucket);
        if (!isHere && (isOld || count.Failures < freeFailures))
        {
            return;
        }

        bucket ??= FindOrAdd(count.Key.Code);
        bucket.Shared = isOld ? 0 : count.Failures;
        bucket.Pending = pending;
        long moment = time.GetTimestamp() - (long)(Math.Max(0, count.Age.TotalSeconds) * time.TimestampFrequency);
        if (!isHere || moment > bucket.LastFailure)
        {
            bucket.LastFailure = moment;
            MoveToEnd(bucket);
        }
    }

    /// <summary>Whom a bucket is for has another code from now on.</summary>
    public void Rename(UInt128 former, UInt128 code)
    {
        if (!_buckets.ContainsKey(code) && _buckets.Remove(former, out LinkedListNode<AttemptBucket>? node))
        {
            node.Value.Code = code;
            _buckets.Add(code, node);
        }
    }

    public bool IsDelaying(AttemptBucket bucket) => bucket.Failures >= freeFailures;

    /// <summary>How long the bucket's next attempt has to wait from now on; zero for not at all.</summary>
    public TimeSpan WaitFor(AttemptBucket bucket)
    {
        if (!IsDelaying(bucket))
        {
            return TimeSpan.Zero;
        }

        TimeSpan left = DelayAfter(bucket.Failures) - time.GetElapsedTime(bucket.LastFailure);
        if (left > TimeSpan.Zero)
        {
            return left;
        }

        return bucket.IsBeingTried ? WhileTried : TimeSpan.Zero;
    }

    private TimeSpan DelayAfter(int failures)
    {
        // 2^30 seconds are beyond every limit.
        int doublings = Math.Min(failures - freeFailures, 30);
        TimeSpan delay = TimeSpan.FromSeconds(1L << doublings);
        return delay < maxDelay ? delay : maxDelay;
    }

    private bool IsOld(AttemptBucket bucket) => time.GetElapsedTime(bucket.LastFailure) >= Memory;

    private void MoveToEnd(AttemptBucket bucket)
    {
        LinkedListNode<AttemptBucket> node = _buckets[bucket.Code];
        _byLastFailure.Remove(node);
        _byLastFailure.AddLast(node);
    }

    private void ForgetOld()
    {
        while (_byLastFailure.First is { } oldest && IsOld(oldest.Value))
        {
            Remove(oldest.Value.Code);
        }
    }
}
