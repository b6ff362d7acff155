namespace HtpasswdAuth;

/// <summary>Which tries an attempt is counted with, and how long it waits for one. All of it under the lock.</summary>
internal sealed partial class AttemptThrottle
{
    /// <summary>The device's or the network's own tries; those who have used them up are counted as strangers.</summary>
    private AttemptBucket? FindKnown(PasswordAttempt attempt, AttemptedUser user)
    {
        if (!user.IsKnown)
        {
            return null;
        }

        AttemptBucket? ofDevice = attempt.DeviceOf(user.Name) is { } device ? FindDevice(KeyOfDevice(device, user)) : null;
        return IsOpen(ofDevice) ? ofDevice
            : _known.Find(KeyOfNetwork(attempt.Client, user)) is var ofNetwork && IsOpen(ofNetwork) ? ofNetwork
            : null;

        bool IsOpen(AttemptBucket? bucket) => bucket is not null && (bucket.Left > 0 || attempt.IsCountedAt(bucket));
    }

    /// <summary>The proof that a device is the user's is its cookie; after a restart without a store nothing else is known of it.</summary>
    private AttemptBucket? FindDevice(AttemptKey key) =>
        _known.Find(key)
        ?? (_known.HasRoom(key, AttemptLimit.Device, AttemptLimit.MaxDevices)
            ? _known.SignIn(key, AttemptLimit.Device, AttemptLimit.MaxDevices, TimeSpan.Zero).Bucket
            : null);

    private TimeSpan WaitOfStranger(PasswordAttempt attempt, AttemptedUser user)
    {
        TimeSpan wait = attempt.Client.IsLocal ? WaitOfLocal(attempt) : WaitOfNetwork(attempt);
        if (wait > TimeSpan.Zero)
        {
            _metrics.AttemptThrottled(ThrottledBucket.Client);
            return wait;
        }

        wait = WaitForTurn(attempt, _names.Find(KeyOfName(user.Name)));
        if (wait > TimeSpan.Zero)
        {
            _metrics.AttemptThrottled(ThrottledBucket.User);
        }

        return wait;
    }

    private TimeSpan WaitOfNetwork(PasswordAttempt attempt)
    {
        AttemptBucket? bucket = _networks.Find(KeyOfNetwork(attempt.Client));
        TimeSpan left = bucket is null || bucket.Count < _options.FailuresPerClient || attempt.IsCountedAt(bucket)
            ? TimeSpan.Zero
            : DelayAfter(bucket.Count) - _time.GetElapsedTime(bucket.LastTry);
        return left > TimeSpan.Zero ? left : WaitForTurn(attempt, _ranges.Find(KeyOfRange(attempt.Client)));
    }

    private TimeSpan DelayAfter(int failures)
    {
        // 2^30 seconds are beyond every limit.
        TimeSpan delay = TimeSpan.FromSeconds(1L << Math.Min(failures - _options.FailuresPerClient, 30));
        return delay < _options.MaxDelayPerClient ? delay : _options.MaxDelayPerClient;
    }

    private TimeSpan WaitOfLocal(PasswordAttempt attempt) =>
        _local.Find(KeyOfLocal()) is { } bucket && !attempt.IsCountedAt(bucket) ? bucket.UntilLeft(1) : TimeSpan.Zero;

    private TimeSpan WaitForTurn(PasswordAttempt attempt, AttemptBucket? bucket) =>
        bucket is null || attempt.IsCountedAt(bucket) ? TimeSpan.Zero : TurnsOf(bucket).Ask(attempt.Client, bucket);

    private AttemptTurns TurnsOf(AttemptBucket bucket) => bucket.Turns ??= new AttemptTurns(bucket.Key.Kind, _time);

    private TimeSpan TakeAsStranger(PasswordAttempt attempt, AttemptedUser user)
    {
        ClientNetwork client = attempt.Client;
        if (client.IsLocal)
        {
            Take(attempt, _local.FindOrAdd(KeyOfLocal()));
        }
        else
        {
            Take(attempt, _networks.FindOrAdd(KeyOfNetwork(client)));
            Take(attempt, _ranges.FindOrAdd(KeyOfRange(client)));
        }

        return Take(attempt, _names.FindOrAdd(KeyOfName(user.Name)));
    }

    private TimeSpan Take(PasswordAttempt attempt, AttemptBucket bucket)
    {
        if (!attempt.IsCountedAt(bucket))
        {
            bool hasTurns = bucket.Key.Kind is AttemptKind.Name or AttemptKind.Range;
            attempt.Pending.Add(bucket.Take(hasTurns ? TurnsOf(bucket).Took(attempt.Client) : null));
        }

        return TimeSpan.Zero;
    }
}
