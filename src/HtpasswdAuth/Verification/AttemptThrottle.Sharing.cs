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

    private void GiveBackPending(PasswordAttempt attempt)
    {
        foreach (AttemptCharge charge in attempt.Pending)
        {
            charge.Bucket.GiveBack(charge);
            Tell(charge.Bucket, attempt.Client);
        }

        attempt.Pending.Clear();
    }

    private void SignIn(AttemptKey key, ClientNetwork client, bool clears)
    {
        (AttemptLimit limit, int most) = LimitOf(key);
        (AttemptBucket? bucket, bool isNews) = _known.SignIn(key, limit, most, TimeSpan.Zero);
        bool isCleared = clears && bucket is { IsFull: false };
        if (isCleared)
        {
            bucket!.Refill();
            bucket.Untold = 0;
        }

        if ((isNews || isCleared) && _areKeysShared)
        {
            _exchange?.TryAdd(new AttemptChange(key, 0, limit.Period, limit.Tries) { SignsIn = true, Clears = isCleared, Place = client.ToString() });
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

    private void Merge(AttemptCount count, AttemptChanges changes)
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
        AttemptTable? table = count.Key.Kind switch
        {
            AttemptKind.Network => _networks,
            AttemptKind.Range => _ranges,
            AttemptKind.Local => _local,
            AttemptKind.Name => _names,
            _ => null,
        };
        if (table is not null)
        {
            return table.Find(count.Key) ?? (count.Debt > TimeSpan.Zero ? table.FindOrAdd(count.Key) : null);
        }

        if (count.Key.Kind is not (AttemptKind.Device or AttemptKind.KnownNetwork) || count.SinceSignIn is not { } ago || ago >= AttemptCount.KnownFor)
        {
            return null;
        }

        (AttemptLimit limit, int most) = LimitOf(count.Key);
        return _known.SignIn(count.Key, limit, most, ago).Bucket;
    }

    /// <summary>Until the store was reached names are coded under a key of this process; what was counted until then gets its key when it is asked for.</summary>
    private void UseSharedKeys()
    {
        if (_areKeysShared || _store?.Key is not { Length: >= SipHash.KeyBytes } key)
        {
            return;
        }

        _former = _keys;
        _keys = new AttemptKeys(key.Span);
        _areKeysShared = true;
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
            table.Rename(key(_former), current);
        }

        return current;
    }

    private AttemptKey KeyOfNetwork(ClientNetwork client, AttemptedUser user)
    {
        Span<byte> prefix = stackalloc byte[16];
        System.Buffers.Binary.BinaryPrimitives.WriteUInt128BigEndian(prefix, client.Prefix);
        return _keys.OfUser(AttemptKind.KnownNetwork, user.Name, prefix);
    }

    private AttemptKey KeyOfDevice(string device, AttemptedUser user) =>
        _keys.OfUser(AttemptKind.Device, user.Name, Encoding.ASCII.GetBytes(device.Length > AttemptKeys.MaxSource ? device[..AttemptKeys.MaxSource] : device));
}
