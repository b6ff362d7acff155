namespace HtpasswdAuth;

/// <summary>
/// The nonces with which somebody signed in, so that no request of theirs is accepted twice. Nobody gets into it without a right
/// password, and it is bounded: when it is full the oldest entry goes, and with it every nonce that is as old and not in it.
/// </summary>
internal sealed class NonceTable(int capacity, TimeSpan lifetime, TimeProvider time)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<UInt128, NonceEntry> _entries = [];
    private readonly Queue<NonceEntry> _oldestFirst = [];
    private long _forgottenUpTo = long.MinValue;

    /// <summary>Gets how many nonces are remembered.</summary>
    public int Count
    {
        get
        {
            lock (_gate)
            {
                return _entries.Count;
            }
        }
    }

    /// <summary>Finds who signed in with a nonce last.</summary>
    public DigestSignIn? Find(DigestNonce nonce)
    {
        lock (_gate)
        {
            return _entries.GetValueOrDefault(nonce.Id)?.SignIn;
        }
    }

    /// <summary>
    /// Takes a count of a nonce. <see langword="false"/> for one that was taken before, or about which that cannot be said any
    /// longer: the client needs another nonce.
    /// </summary>
    public bool TryUse(DigestNonce nonce, uint count, DigestSignIn signIn)
    {
        lock (_gate)
        {
            return (_entries.GetValueOrDefault(nonce.Id) ?? Add(nonce))?.TryUse(count, signIn) == true;
        }
    }

    private NonceEntry? Add(DigestNonce nonce)
    {
        if (nonce.IssuedAt <= _forgottenUpTo)
        {
            return null;
        }

        long expired = (time.GetUtcNow() - lifetime).ToUnixTimeMilliseconds();
        while (_oldestFirst.TryPeek(out NonceEntry? oldest) && (_entries.Count >= capacity || oldest.Nonce.IssuedAt < expired))
        {
            Forget(_oldestFirst.Dequeue());
        }

        // What was just forgotten may have been younger.
        if (nonce.IssuedAt <= _forgottenUpTo)
        {
            return null;
        }

        var entry = new NonceEntry(nonce);
        _entries.Add(nonce.Id, entry);
        _oldestFirst.Enqueue(entry);
        return entry;
    }

    /// <summary>An expired one as well: a clock that is put back must not make it good again.</summary>
    private void Forget(NonceEntry entry)
    {
        _entries.Remove(entry.Nonce.Id);
        _forgottenUpTo = Math.Max(_forgottenUpTo, entry.Nonce.IssuedAt);
    }
}
