namespace HtpasswdAuth;

/// <summary>Which tries an attempt is counted with, and how long it waits for one. All of it under the lock.</summary>
internal sealed partial class AttemptThrottle
{
    /// <summary>More than the tries that there are at a name in a day.</summary>
    private const int NetworksAtName = 300;

    private const int NetworksOfRange = 32;

    /// <summary>The device's or the network's own tries; those who have used them up are counted as strangers.</summary>
    private AttemptBucket? FindKnown(PasswordAttempt attempt, AttemptedUser user)
    {
        if (!user.IsKnown)
        {
            return null;
        }

        if (attempt.Device is { } device && FindDevice(KeyOfDevice(device, user)) is { Left: > 0 } ofDevice)
        {
            return ofDevice;
        }

        return _known.Find(KeyOfNetwork(attempt.Client, user)) is { Left: > 0 } ofNetwork ? ofNetwork : null;
    }

    /// <summary>The proof that a device is the user's is its cookie; after a restart without a store nothing else is known of it.</summary>
    private AttemptBucket? FindDevice(AttemptKey key) =>
        _known.Find(key)
        ?? (_known.HasRoom(key, AttemptLimit.Device, AttemptLimit.MaxDevices)
            ? _known.SignIn(key, AttemptLimit.Device, AttemptLimit.MaxDevices, TimeSpan.Zero).Bucket
            : null);

    private TimeSpan WaitOfStranger(ClientNetwork client, AttemptedUser user)
    {
        TimeSpan wait = client.IsLocal ? WaitOfLocal() : WaitOfNetwork(client);
        if (wait == TimeSpan.Zero && !client.IsLocal)
        {
            wait = WaitForTurn(_ranges.Find(KeyOfRange(client)), client);
        }

        if (wait > TimeSpan.Zero)
        {
            _metrics.AttemptThrottled(ThrottledBucket.Client);
            return wait;
        }

        wait = WaitForTurn(_names.Find(KeyOfName(user.Name)), client);
        if (wait > TimeSpan.Zero)
        {
            _metrics.AttemptThrottled(ThrottledBucket.User);
        }

        return wait;
    }

    private TimeSpan WaitOfNetwork(ClientNetwork client)
    {
        if (_networks.Find(KeyOfNetwork(client)) is not { } bucket || bucket.Count < _options.FailuresPerClient)
        {
            return TimeSpan.Zero;
        }

        TimeSpan left = DelayAfter(bucket.Count) - _time.GetElapsedTime(bucket.LastTry);
        return left > TimeSpan.Zero ? left : TimeSpan.Zero;
    }

    private TimeSpan DelayAfter(int failures)
    {
        // 2^30 seconds are beyond every limit.
        TimeSpan delay = TimeSpan.FromSeconds(1L << Math.Min(failures - _options.FailuresPerClient, 30));
        return delay < _options.MaxDelayPerClient ? delay : _options.MaxDelayPerClient;
    }

    private TimeSpan WaitOfLocal() => _local.Find(KeyOfLocal())?.UntilLeft(1) ?? TimeSpan.Zero;

    private TimeSpan WaitForTurn(AttemptBucket? bucket, ClientNetwork client) =>
        bucket is null ? TimeSpan.Zero : TurnsOf(bucket).Ask(client, bucket);

    private AttemptTurns TurnsOf(AttemptBucket bucket) => bucket.Turns ??= new AttemptTurns(bucket.Key.Kind == AttemptKind.Name ? NetworksAtName : NetworksOfRange, _time);

    private static TimeSpan Take(PasswordAttempt attempt, AttemptBucket bucket)
    {
        attempt.Pending.Add(bucket.Take());
        return TimeSpan.Zero;
    }

    private TimeSpan TakeAsStranger(PasswordAttempt attempt, AttemptedUser user)
    {
        ClientNetwork client = attempt.Client;
        Take(attempt, client.IsLocal ? _local.FindOrAdd(KeyOfLocal()) : _networks.FindOrAdd(KeyOfNetwork(client)));
        if (!client.IsLocal)
        {
            TakeTurn(attempt, _ranges.FindOrAdd(KeyOfRange(client)));
        }

        return TakeTurn(attempt, _names.FindOrAdd(KeyOfName(user.Name)));
    }

    private TimeSpan TakeTurn(PasswordAttempt attempt, AttemptBucket bucket)
    {
        TurnsOf(bucket).Took(attempt.Client);
        return Take(attempt, bucket);
    }
}
