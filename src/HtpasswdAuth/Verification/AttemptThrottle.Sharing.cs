using System.Buffers.Binary;
using System.Text;

namespace HtpasswdAuth;

/// <summary>What the other nodes are told, and what comes back from them. All of it under the lock.</summary>
internal sealed partial class AttemptThrottle
{
    /// <summary>A device was given a cookie that proves that the user has signed in on it.</summary>
    public void Know(string user, string device, ClientNetwork client)
    {
        lock (_gate)
        {
            UseSharedKeys();
            SignIn(KeyOfDevice(device, new AttemptedUser(user, IsKnown: true)), client, clears: true);
        }
    }

    void IAttemptCounts.Lose(AttemptChange change)
    {
        lock (_gate)
        {
            (TableOf(change.Key.Kind) is { } table ? table.Find(change.Key) : _known.Find(change.Key))?.Lose(change.Tries);
        }
    }

    private void GiveBack(List<AttemptCharge> charges, ClientNetwork client, bool isSettled)
    {
        foreach (AttemptCharge charge in charges)
        {
            charge.Bucket.GiveBack(charge, isSettled);
            Tell(charge.Bucket, client);
        }

        charges.Clear();
    }

    private void SignIn(AttemptKey key, ClientNetwork client, bool clears)
    {
        (AttemptLimit limit, int most) = LimitOf(key);
        (AttemptBucket? bucket, bool isNews) = _known.SignIn(key, limit, most, TimeSpan.Zero);
        bool isCleared = clears && bucket is { IsFull: false };
        if (isCleared)
        {
            bucket!.Refill();
        }

        if ((isNews || isCleared) && _areKeysShared)
        {
            _exchange?.TryAdd(
                new AttemptChange(key, 0, limit.Period, limit.Tries) { SignsIn = true, Clears = clears, Place = client.ToString() });
        }
    }

    /// <summary>Has the other nodes told of what this one counted; what there is no room for is told with the next.</summary>
    private void Tell(AttemptBucket bucket, ClientNetwork client)
    {
        if (bucket.Untold != 0
            && _areKeysShared
            && _exchange?.TryAdd(ChangeOf(bucket, client)) == true)
        {
            bucket.Untold = 0;
        }
    }

    private static AttemptChange ChangeOf(AttemptBucket bucket, ClientNetwork client) =>
        new(bucket.Key, bucket.Untold, bucket.Limit.Period, bucket.Limit.Tries) { Place = client.ToString() };

    void IAttemptCounts.Merge(AttemptCount count, AttemptChanges changes)
    {
        bool isGivenBack = false;
        lock (_gate)
        {
            UseSharedKeys();
            if (FindFor(count) is { } bucket)
            {
                bool wasUsedUp = bucket.Left == 0;
                bucket.Merge(count, changes.PendingOf(count.Key));
                isGivenBack = wasUsedUp && bucket.IsFull && bucket.Key.Kind == AttemptKind.Name;
            }
        }

        if (isGivenBack)
        {
            _logger.AttemptsGivenBack();
        }
    }

    /// <summary>A bucket that refuses no client is not made for what others have counted.</summary>
    private AttemptBucket? FindFor(AttemptCount count)
    {
        if (TableOf(count.Key.Kind) is { } table)
        {
            return table.Find(count.Key) ?? (count.Debt > TimeSpan.Zero ? table.FindOrAdd(count.Key) : null);
        }

        if (count.Key.Kind is not (AttemptKind.Device or AttemptKind.KnownNetwork)
            || count.SinceSignIn is not { } ago
            || ago >= AttemptCount.KnownFor)
        {
            return null;
        }

        (AttemptLimit limit, int most) = LimitOf(count.Key);
        return _known.SignIn(count.Key, limit, most, ago).Bucket;
    }

    private AttemptTable? TableOf(AttemptKind kind) => kind switch
    {
        AttemptKind.Network => _networks,
        AttemptKind.Range => _ranges,
        AttemptKind.Local => _local,
        AttemptKind.Name => _names,
        _ => null,
    };

    /// <summary>
    /// Until the store was reached names are coded under a key of this process; what was counted until then gets its key when it is asked
    /// for.
    /// </summary>
    private void UseSharedKeys()
    {
        if (_areKeysShared || _store?.Key is not { Length: >= SipHash.KeyBytes } key)
        {
            return;
        }

        _former = _keys;
        _keys = new AttemptKeys(key.Span);
        _areKeysShared = true;
        Array.ForEach([_networks, _ranges, _local, _names], table => table.BeginAnew());
    }

    private static (AttemptLimit Limit, int Most) LimitOf(AttemptKey key) => key.Kind == AttemptKind.Device
        ? (AttemptLimit.Device, AttemptLimit.MaxDevices)
        : (AttemptLimit.KnownNetwork, AttemptLimit.MaxNetworks);

    private AttemptKey KeyOfNetwork(ClientNetwork client) => KeyOf(_networks, keys => keys.OfClient(AttemptKind.Network, client.Prefix));

    private AttemptKey KeyOfRange(ClientNetwork client) => KeyOf(_ranges, keys => keys.OfClient(AttemptKind.Range, client.Range));

    private AttemptKey KeyOfLocal() => KeyOf(_local, static keys => keys.OfClient(AttemptKind.Local, prefix: default));

    private AttemptKey KeyOfName(string name) => KeyOf(_names, keys => keys.OfName(name));

    private AttemptKey KeyOf(AttemptTable table, Func<AttemptKeys, AttemptKey> key)
    {
        AttemptKey current = key(_keys);
        if (_former is not null)
        {
            table.Adopt(key(_former), current);
        }

        return current;
    }

    private AttemptKey KeyOfNetwork(ClientNetwork client, AttemptedUser user)
    {
        byte[] prefix = new byte[16];
        BinaryPrimitives.WriteUInt128BigEndian(prefix, client.Prefix);
        return KeyOf(AttemptKind.KnownNetwork, user, prefix);
    }

    private AttemptKey KeyOfDevice(string device, AttemptedUser user) => KeyOf(
        AttemptKind.Device,
        user,
        Encoding.ASCII.GetBytes(device.Length > AttemptKeys.MaxSource ? device[..AttemptKeys.MaxSource] : device));

    private AttemptKey KeyOf(AttemptKind kind, AttemptedUser user, byte[] source)
    {
        AttemptKey current = _keys.OfUser(kind, user.Name, source);
        if (_former is not null)
        {
            _known.Rename(_former.OfUser(kind, user.Name, source), current);
        }

        return current;
    }
}
