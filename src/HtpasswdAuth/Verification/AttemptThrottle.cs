using Microsoft.Extensions.Logging;

namespace HtpasswdAuth;

/// <summary>
/// Bounds how often passwords are guessed at, in sum: one for each set of users, whatever schemes and folders it is asked by. A device or a
/// network that the user has signed in from has tries of its own; all others share those of the name, and take turns when these are used
/// up. Names that no user has are counted alike. It decides from memory; what it counts it tells a store afterwards, where there is one.
/// </summary>
internal sealed partial class AttemptThrottle : IAttemptCounts, IDisposable
{
    private readonly AttemptThrottleOptions _options;
    private readonly HtpasswdMetrics _metrics;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly IAttemptStore? _store;
    private readonly AttemptExchange? _exchange;
    private readonly CredentialCode _codes = new();
    private readonly Lock _gate = new();
    private readonly AttemptTable _networks;
    private readonly AttemptTable _ranges;
    private readonly AttemptTable _local;
    private readonly AttemptTable _names;
    private readonly KnownSources _known;
    private AttemptKeys _keys = new();
    private AttemptKeys? _former;
    private bool _areKeysShared;

    public AttemptThrottle(AttemptThrottleOptions options, HtpasswdMetrics metrics, TimeProvider time, ILogger logger, IAttemptStore? store = null)
    {
        _options = options;
        _metrics = metrics;
        _time = time;
        _logger = logger;
        _store = store;
        _networks = new AttemptTable(AttemptLimit.Network(options.FailuresPerClient), options.MaxBuckets, time);
        _ranges = new AttemptTable(AttemptLimit.Range, options.MaxBuckets, time);
        _local = new AttemptTable(AttemptLimit.Local, capacity: 1, time);
        _names = new AttemptTable(AttemptLimit.Name(options.FailuresPerUser), AttemptKeys.Names, time);
        _known = new KnownSources(time);
        _exchange = store is null || !options.Enabled ? null : new AttemptExchange(store, this, time, logger);
    }

    /// <summary>Gets how many buckets there are.</summary>
    public int BucketCount
    {
        get
        {
            lock (_gate)
            {
                return _networks.Count + _ranges.Count + _local.Count + _names.Count + _known.Count;
            }
        }
    }

    /// <summary>Tells a wrong password from others, at whatever scheme it was sent.</summary>
    public UInt128 CodeOf(ReadOnlySpan<byte> userName, ReadOnlySpan<byte> password) =>
        _codes.Compute(userName, storedHash: default, password);

    /// <summary>How long the attempt has to wait; zero where it may be queued. It is asked again before it is hashed.</summary>
    public TimeSpan WaitBeforeQueue(PasswordAttempt attempt, AttemptedUser user) => Ask(attempt, user, isTaken: false);

    /// <summary>
    /// How long the attempt has to wait; zero where it may be hashed, and then <see cref="End"/> must follow. It counts from now on, so
    /// that of guesses that were queued at once no more are hashed than there are tries.
    /// </summary>
    public TimeSpan WaitBeforeHash(PasswordAttempt attempt, AttemptedUser user) => Ask(attempt, user, isTaken: true);

    /// <summary>The password was wrong. One and the same wrong password counts once.</summary>
    /// <param name="attempt">The attempt; it counts once for each name and network, however many forms of the password are tried.</param>
    /// <param name="user">For whom.</param>
    /// <param name="code">See <see cref="CodeOf"/>.</param>
    public void Failed(PasswordAttempt attempt, AttemptedUser user, UInt128 code)
    {
        List<AttemptBucket> begun = [];
        lock (_gate)
        {
            foreach (AttemptCharge charge in attempt.Pending)
            {
                if (!charge.Bucket.Remember(code))
                {
                    charge.Bucket.GiveBack(charge, isSettled: false);
                    continue;
                }

                attempt.Charged.Add(charge);
                charge.Bucket.Settle();
                Tell(charge.Bucket, attempt.Client);
                if (Begins(charge.Bucket))
                {
                    begun.Add(charge.Bucket);
                }
            }

            attempt.Pending.Clear();
        }

        foreach (AttemptBucket bucket in begun)
        {
            _logger.AttemptsDelayed(
                Environment.ProcessId,
                attempt.Client.ToString(),
                LogText.Escape(user.Name),
                HtpasswdMetrics.Name(NameOf(bucket)),
                LongestWait(bucket));
        }
    }

    /// <summary>
    /// The password was right, so that the attempt was no guess. Where it came from is known as the user's from now on, and its device has
    /// all of its tries again. Nothing else: a right password must not wipe out what was guessed at others.
    /// </summary>
    public void Succeeded(PasswordAttempt attempt, AttemptedUser user)
    {
        lock (_gate)
        {
            GiveBack(attempt.Charged, attempt.Client, isSettled: true);
            GiveBack(attempt.Pending, attempt.Client, isSettled: false);
            if (_options.Enabled)
            {
                SignIn(KeyOfNetwork(attempt.Client, user), attempt.Client, clears: false);
                if (attempt.DeviceOf(user.Name) is { } device)
                {
                    SignIn(KeyOfDevice(device, user), attempt.Client, clears: true);
                }
            }
        }
    }

    /// <summary>Says that the attempt is no longer at its hash. What was neither right nor wrong is not counted.</summary>
    public void End(PasswordAttempt attempt)
    {
        lock (_gate)
        {
            GiveBack(attempt.Pending, attempt.Client, isSettled: false);
        }
    }

    public void Dispose() => _exchange?.Dispose();

    private TimeSpan Ask(PasswordAttempt attempt, AttemptedUser user, bool isTaken)
    {
        if (!_options.Enabled)
        {
            return TimeSpan.Zero;
        }

        lock (_gate)
        {
            UseSharedKeys();
            if (FindKnown(attempt, user) is { } known)
            {
                return isTaken ? Take(attempt, known) : TimeSpan.Zero;
            }

            TimeSpan wait = WaitOfStranger(attempt, user);
            return wait > TimeSpan.Zero || !isTaken ? wait : TakeAsStranger(attempt, user);
        }
    }

    private bool Begins(AttemptBucket bucket)
    {
        bool isOver = bucket.Key.Kind == AttemptKind.Network ? bucket.Count >= _options.FailuresPerClient : bucket.Left == 0;
        bool begins = isOver && !bucket.IsTold;
        bucket.IsTold = isOver;
        return begins;
    }

    private TimeSpan LongestWait(AttemptBucket bucket) =>
        bucket.Key.Kind == AttemptKind.Network ? _options.MaxDelayPerClient : bucket.Limit.Period;

    private static ThrottledBucket NameOf(AttemptBucket bucket) => bucket.Key.Kind switch
    {
        AttemptKind.Name => ThrottledBucket.User,
        AttemptKind.Device => ThrottledBucket.Device,
        _ => ThrottledBucket.Client,
    };
}
