namespace HtpasswdAuth;

/// <summary>What the other nodes are told, and what comes back from them. All of it under the lock.</summary>
internal sealed partial class AttemptThrottle
{
    private void TakeBack(AttemptBucket bucket)
    {
        bucket.Unsent--;
        Tell(bucket);
    }

    /// <summary>Has the other nodes told of what this one counted; what there is no room for is told with the next.</summary>
    private void Tell(AttemptBucket bucket)
    {
        if (bucket.Unsent != 0 && _codes.AreShared && _exchange?.TryAdd(new AttemptChange(bucket.Key, bucket.Unsent)) == true)
        {
            bucket.Pending += bucket.Unsent;
            bucket.Unsent = 0;
        }
    }

    private void Clear(UInt128 device)
    {
        // What only others have counted is left to them: a change for every right password would be too many.
        if (_devices.TryFind(device, out AttemptBucket? bucket) && _codes.AreShared)
        {
            _exchange?.TryAdd(new AttemptChange(bucket.Key, Failures: 0, Clears: true));
        }

        _devices.Remove(device);
    }

    /// <summary>Where another node had the right password of a device, its count is low again, and of low counts nobody is told unasked.</summary>
    private void AskAgain(AttemptBucket bucket)
    {
        if (bucket is { Kind: AttemptKind.Device, Shared: > 0 })
        {
            _exchange?.TryAdd(new AttemptChange(bucket.Key, Failures: 0));
        }
    }

    private void Merge(AttemptCount count, AttemptChanges changes)
    {
        AttemptTable? table = (AttemptKind)count.Key.Kind switch
        {
            AttemptKind.Network => _clients,
            AttemptKind.User => _users,
            AttemptKind.InventedName => _unknownUsers,
            AttemptKind.Device => _devices,
            _ => null,
        };
        lock (_gate)
        {
            table?.Merge(count, changes.PendingOf(count.Key));
        }
    }

    private UInt128 KeyOf(AttemptTable table, (UInt128 Code, UInt128? Former) codes)
    {
        if (codes.Former is { } former)
        {
            lock (_gate)
            {
                table.Rename(former, codes.Code);
            }
        }

        return codes.Code;
    }
}
