using Microsoft.Extensions.Logging;

namespace HtpasswdAuth;

/// <summary>
/// Makes guessers wait before their next password is hashed, and nobody else. Somebody on a known device of the user is counted
/// with that device alone, so that no stranger can shut him out; others with their network and with the user they ask for.
/// Known users and invented names have tables of their own: inventing names displaces no user's count, and both are treated alike.
/// It decides from memory. Where the nodes of a site share a store, it tells that afterwards, and takes over what they counted together.
/// </summary>
internal sealed partial class AttemptThrottle : IDisposable
{
    private const int MaxRead = 100_000;

    private readonly bool _enabled;
    private readonly HtpasswdMetrics _metrics;
    private readonly ILogger _logger;
    private readonly Lock _gate = new();

    private readonly AttemptCodes _codes;
    private readonly AttemptExchange? _exchange;
    private readonly AttemptTable _clients;
    private readonly AttemptTable _users;
    private readonly AttemptTable _unknownUsers;
    private readonly AttemptTable _devices;

    public AttemptThrottle(AttemptThrottleOptions options, HtpasswdMetrics metrics, TimeProvider time, ILogger logger, IAttemptStore? store = null)
    {
        _enabled = options.Enabled;
        _metrics = metrics;
        _logger = logger;
        _codes = new AttemptCodes(store, time);
        _clients = new AttemptTable(AttemptKind.Network, options.FailuresPerClient, options.MaxDelayPerClient, options.MaxBuckets, time);
        _users = new AttemptTable(AttemptKind.User, options.FailuresPerUser, options.MaxDelayPerUser, options.MaxBuckets, time);
        _unknownUsers = new AttemptTable(AttemptKind.InventedName, options.FailuresPerUser, options.MaxDelayPerUser, options.MaxBuckets, time);
        _devices = new AttemptTable(AttemptKind.Device, options.FailuresPerClient, options.MaxDelayPerClient, options.MaxBuckets, time);
        (int Least, int Most) read = (Math.Min(options.FailuresPerClient, options.FailuresPerUser), Math.Min(options.MaxBuckets, MaxRead));
        _exchange = store is null || !options.Enabled ? null : new AttemptExchange(store, read, Merge, time, logger);
    }

    /// <summary>Gets how many buckets there are.</summary>
    public int BucketCount
    {
        get
        {
            lock (_gate)
            {
                return _clients.Count + _users.Count + _unknownUsers.Count + _devices.Count;
            }
        }
    }

    /// <summary>How long the attempt has to wait; zero where it may be queued. It is asked again before it is hashed.</summary>
    public TimeSpan WaitBeforeQueue(PasswordAttempt attempt, AttemptedUser user)
    {
        if (!_enabled)
        {
            return TimeSpan.Zero;
        }

        lock (_gate)
        {
            return LongestWait(attempt, TargetsOf(attempt, user));
        }
    }

    /// <summary>
    /// How long the attempt has to wait; zero where it may be hashed, and then <see cref="End"/> must follow. Of guesses that were
    /// queued at once, those that come after the free ones are refused here: after a delay one attempt is let through, not many.
    /// </summary>
    public TimeSpan WaitBeforeHash(PasswordAttempt attempt, AttemptedUser user)
    {
        if (!_enabled)
        {
            return TimeSpan.Zero;
        }

        (AttemptTable Table, UInt128 Key)[] targets = TargetsOf(attempt, user);
        lock (_gate)
        {
            TimeSpan wait = LongestWait(attempt, targets);
            if (wait == TimeSpan.Zero)
            {
                Begin(attempt, targets);
            }

            return wait;
        }
    }

    /// <summary>Counts a wrong password, unless it is one that already was.</summary>
    /// <param name="attempt">The attempt; it counts once for each bucket.</param>
    /// <param name="user">For whom.</param>
    /// <param name="code">Tells the wrong password, with its user, from others.</param>
    public void Failed(PasswordAttempt attempt, AttemptedUser user, UInt128 code)
    {
        if (!_enabled)
        {
            return;
        }

        foreach ((AttemptTable table, UInt128 key) in TargetsOf(attempt, user))
        {
            if (Count(attempt, table, key, code))
            {
                _logger.AttemptsDelayed(
                    Environment.ProcessId, attempt.Client.ToString(), LogText.Escape(user.Name), HtpasswdMetrics.Name(table.Kind), table.MaxDelay);
            }
        }
    }

    /// <summary>
    /// Takes back what was counted of the attempt itself, and clears its device. Nothing else: whoever has one password must not
    /// be able to wipe out what his network has guessed at others.
    /// </summary>
    public void Succeeded(PasswordAttempt attempt, AttemptedUser user)
    {
        lock (_gate)
        {
            attempt.Charged.ForEach(TakeBack);
            attempt.Charged.Clear();
            if (attempt.Device is { } device)
            {
                Clear(KeyOf(_devices, _codes.Of(user.Name, device)));
            }
        }
    }

    /// <summary>Says that the attempt is no longer at its hash.</summary>
    public void End(PasswordAttempt attempt)
    {
        lock (_gate)
        {
            attempt.Trying.ForEach(bucket => bucket.IsBeingTried = false);
            attempt.Trying.Clear();
        }
    }

    public void Dispose() => _exchange?.Dispose();

    private static void Begin(PasswordAttempt attempt, (AttemptTable Table, UInt128 Key)[] targets)
    {
        foreach ((AttemptTable table, UInt128 key) in targets)
        {
            if (table.TryFind(key, out AttemptBucket? bucket) && table.IsDelaying(bucket) && !bucket.IsBeingTried)
            {
                bucket.IsBeingTried = true;
                attempt.Trying.Add(bucket);
            }
        }
    }

    private bool Count(PasswordAttempt attempt, AttemptTable table, UInt128 key, UInt128 code)
    {
        lock (_gate)
        {
            AttemptBucket bucket = table.FindOrAdd(key);
            if (!bucket.Remember(code) || attempt.Charged.Contains(bucket))
            {
                return false;
            }

            attempt.Charged.Add(bucket);
            bool begins = table.CountFailure(bucket);
            Tell(bucket);
            return begins;
        }
    }

    private TimeSpan LongestWait(PasswordAttempt attempt, (AttemptTable Table, UInt128 Key)[] targets)
    {
        TimeSpan longest = TimeSpan.Zero;
        ThrottledBucket kind = default;
        foreach ((AttemptTable table, UInt128 key) in targets)
        {
            // What the attempt's own first form was counted for does not hold up its second.
            if (table.TryFind(key, out AttemptBucket? bucket) && !attempt.Charged.Contains(bucket) && table.WaitFor(bucket) is var wait && wait > longest)
            {
                longest = wait;
                kind = table.Kind;
                AskAgain(bucket);
            }
        }

        if (longest > TimeSpan.Zero)
        {
            _metrics.AttemptThrottled(kind);
        }

        return longest;
    }

    private (AttemptTable Table, UInt128 Key)[] TargetsOf(PasswordAttempt attempt, AttemptedUser user)
    {
        if (attempt.Device is { } device)
        {
            return [(_devices, KeyOf(_devices, _codes.Of(user.Name, device)))];
        }

        AttemptTable table = user.IsKnown ? _users : _unknownUsers;
        (AttemptTable, UInt128) ofUser = (table, KeyOf(table, _codes.Of(user.Name, device: "")));
        return attempt.Client.IsLocal ? [ofUser] : [(_clients, KeyOf(_clients, _codes.Of(attempt.Client))), ofUser];
    }
}
