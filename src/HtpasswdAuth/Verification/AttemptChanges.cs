using System.Runtime.InteropServices;

namespace HtpasswdAuth;

/// <summary>
/// What the store of all nodes is still to be told of: one entry for each key, and no more than so many of a kind. Whoever invents names
/// takes nobody else's place.
/// </summary>
internal sealed class AttemptChanges
{
    /// <summary>How many entries there are at most of each kind.</summary>
    public const int MaxOfKind = 10_000;

    private readonly Lock _gate = new();
    private readonly Dictionary<AttemptKey, PendingAttempts> _pending = [];
    private readonly int[] _counts = new int[(int)AttemptKind.Device + 1];

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
                return TryInsert(change.Key, new PendingAttempts(change.Failures, change.Clears, Tries: 0));
            }

            pending = change.Clears
                ? pending with { Failures = change.Failures, Clears = true }
                : pending with { Failures = pending.Failures + change.Failures };
            return true;
        }
    }

    /// <summary>What the store does not know yet of a key.</summary>
    public int PendingOf(AttemptKey key)
    {
        lock (_gate)
        {
            return _pending.TryGetValue(key, out PendingAttempts pending) ? pending.Failures : 0;
        }
    }

    /// <summary>Takes out so many at most, the oldest first as far as that is known.</summary>
    public Dictionary<AttemptKey, PendingAttempts> Take(int most)
    {
        lock (_gate)
        {
            var taken = new Dictionary<AttemptKey, PendingAttempts>(_pending.Take(most));
            foreach (AttemptKey key in taken.Keys)
            {
                _pending.Remove(key);
                _counts[key.Kind]--;
            }

            return taken;
        }
    }

    /// <summary>
    /// Puts back what could not be told. Whether it was counted nobody can say, so it is told once more and then no longer: a store that
    /// counts and does not answer must not have everybody wait.
    /// </summary>
    public void PutBack(Dictionary<AttemptKey, PendingAttempts> taken)
    {
        lock (_gate)
        {
            foreach ((AttemptKey key, PendingAttempts before) in taken.Where(entry => entry.Value.Tries == 0))
            {
                PendingAttempts since = _pending.GetValueOrDefault(key);
                if (since.Clears)
                {
                    continue;
                }

                if (_pending.ContainsKey(key))
                {
                    _pending[key] = new PendingAttempts(before.Failures + since.Failures, before.Clears, Tries: 1);
                }
                else
                {
                    TryInsert(key, before with { Tries = 1 });
                }
            }
        }
    }

    private bool TryInsert(AttemptKey key, PendingAttempts pending)
    {
        if (_counts[key.Kind] >= MaxOfKind)
        {
            return false;
        }

        _pending.Add(key, pending);
        _counts[key.Kind]++;
        return true;
    }
}
