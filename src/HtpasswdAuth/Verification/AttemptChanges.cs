using System.Runtime.InteropServices;

namespace HtpasswdAuth;

/// <summary>
/// What the store of all nodes is still to be told of: one entry for each key, and no more than so many of a kind, so that invented
/// names take no other kind's place.
/// </summary>
internal sealed class AttemptChanges
{
    /// <summary>How many entries there are at most of each kind.</summary>
    public const int MaxOfKind = 10_000;

    private readonly Lock _gate = new();
    private readonly Dictionary<AttemptKey, PendingAttempts> _pending = [];
    private readonly Queue<AttemptKey> _order = new();
    private readonly int[] _counts = new int[(int)AttemptKind.Local + 1];

    public int Count
    {
        get
        {
            lock (_gate)
            {
                return _pending.Count;
            }
        }
    }

    /// <summary>Takes note of a change.</summary>
    /// <returns><see langword="false"/> if there are too many.</returns>
    public bool TryAdd(AttemptChange change)
    {
        lock (_gate)
        {
            ref PendingAttempts pending = ref CollectionsMarshal.GetValueRefOrNullRef(_pending, change.Key);
            if (System.Runtime.CompilerServices.Unsafe.IsNullRef(ref pending))
            {
                return TryInsert(change.Key, new PendingAttempts(change, Times: 0));
            }

            pending = pending.Then(change);
            return true;
        }
    }

    /// <summary>What the store does not know yet of a key.</summary>
    public int PendingOf(AttemptKey key)
    {
        lock (_gate)
        {
            return _pending.TryGetValue(key, out PendingAttempts pending) ? pending.Change.Tries : 0;
        }
    }

    /// <summary>Takes out so many at most, the oldest first.</summary>
    public Dictionary<AttemptKey, PendingAttempts> Take(int most)
    {
        lock (_gate)
        {
            Dictionary<AttemptKey, PendingAttempts> taken = [];
            while (taken.Count < most && _order.TryDequeue(out AttemptKey key))
            {
                _pending.Remove(key, out PendingAttempts pending);
                taken.Add(key, pending);
                _counts[(int)key.Kind]--;
            }

            return taken;
        }
    }

    /// <summary>
    /// Puts back what could not be told. Whether it was counted is not known, so it is told once more and then no longer: a store that
    /// counts and does not answer must not have all clients wait.
    /// </summary>
    /// <returns>What it will not be told of.</returns>
    public List<AttemptChange> PutBack(Dictionary<AttemptKey, PendingAttempts> taken)
    {
        List<AttemptChange> lost = [];
        lock (_gate)
        {
            foreach ((AttemptKey key, PendingAttempts before) in taken)
            {
                bool isSince = _pending.TryGetValue(key, out PendingAttempts since);
                if (isSince && since.Change.Clears)
                {
                    continue;
                }

                if (before.Times == 0 && isSince)
                {
                    _pending[key] = (before with { Times = 1 }).Then(since.Change);
                }
                else if (before.Times > 0 || !TryInsert(key, before with { Times = 1 }))
                {
                    lost.Add(before.Change);
                }
            }
        }

        return lost;
    }

    private bool TryInsert(AttemptKey key, PendingAttempts pending)
    {
        if (_counts[(int)key.Kind] >= MaxOfKind)
        {
            return false;
        }

        _pending.Add(key, pending);
        _order.Enqueue(key);
        _counts[(int)key.Kind]++;
        return true;
    }
}
