namespace HtpasswdAuth;

/// <summary>
/// Whose the next try is where there are too few: that of the waiting network that has been longest without one here. At a name, of one
/// range one network waits at a time. Each is told when its turn is if all before it take theirs, and keeps its place until a minute after
/// that; so one that comes when it was told is let in, whatever those before it do. Asking early changes nothing. Not safe for concurrent
/// use.
/// </summary>
/// <param name="kind">Whether it is about a name or a range.</param>
/// <param name="time">The clock.</param>
internal sealed class AttemptTurns(AttemptKind kind, TimeProvider time)
{
    /// <summary>For how long a turn that is due is kept for its network.</summary>
    public static readonly TimeSpan Hold = TimeSpan.FromMinutes(1);

    private const int MostWaiting = 1_000;

    private readonly Dictionary<UInt128, Waiter> _waiting = [];
    private readonly LastTries _tries = new(kind == AttemptKind.Name ? LastTries.AtName : LastTries.OfRange);
    private readonly long _hold = (long)(Hold.TotalSeconds * time.TimestampFrequency);
    private Waiter? _holder;
    private long _since;
    private long _arrivals;

    /// <summary>How long a network has to wait for its turn; zero if it may try now.</summary>
    public TimeSpan Ask(ClientNetwork client, AttemptBucket bucket)
    {
        long now = time.GetTimestamp();
        ForgetLate(now);
        int left = bucket.Left;
        if (left > _waiting.Count)
        {
            return TimeSpan.Zero;
        }

        _holder = left == 0 ? null : _holder ?? _waiting.Values.MinBy(waiter => waiter.Order);
        Waiter self = Register(client);
        int before = _waiting.Values.Count(other => IsBefore(other, self));
        bool isDue = left > 0 && before < left + OpenedFor(now, bucket);
        self.Told = isDue ? Math.Min(self.Told, now) : bucket.WhenLeft(before + 1);
        return isDue ? TimeSpan.Zero : bucket.UntilLeft(before + 1);
    }

    /// <summary>A network tries now, be it its turn or not.</summary>
    public AttemptTurn Took(ClientNetwork client)
    {
        if (_waiting.TryGetValue(KeyOf(client), out Waiter? waiter) && waiter.Client == client)
        {
            Remove(waiter);
        }

        _since = time.GetTimestamp();
        return new AttemptTurn(client, _tries.Add(client));
    }

    /// <summary>The try was none.</summary>
    public void Undo(AttemptTurn turn) => _tries.Set(turn.Client, turn.Before);

    /// <summary>A turn that is due is open to one network more with each minute that it is not taken.</summary>
    private long OpenedFor(long now, AttemptBucket bucket) => (now - Math.Max(bucket.WhenLeft(1), _since)) / _hold;

    /// <summary>Those that did not come when they were told wait no longer.</summary>
    private void ForgetLate(long now)
    {
        // A dictionary may be removed from while it is walked.
        foreach (Waiter waiter in _waiting.Values)
        {
            if (waiter.Told <= now - _hold)
            {
                Remove(waiter);
                _since = Math.Max(_since, waiter.Told + _hold);
            }
        }
    }

    private bool IsBefore(Waiter other, Waiter self) =>
        other != self && (other == _holder || (self != _holder && other.Order.CompareTo(self.Order) < 0));

    private Waiter Register(ClientNetwork client)
    {
        UInt128 key = KeyOf(client);
        if (_waiting.TryGetValue(key, out Waiter? waiter) && waiter.Client == client)
        {
            return waiter;
        }

        // In place of another network of its range, or of the last of too many, that had a try later; otherwise it is the last, and asks
        // again.
        var self = new Waiter(client, _tries.Find(client), ++_arrivals);
        waiter ??= _waiting.Count < MostWaiting ? null : _waiting.Values.MaxBy(one => one.Order);
        if (waiter is not null && (waiter == _holder || waiter.Order.CompareTo(self.Order) < 0))
        {
            return new Waiter(client, long.MaxValue, _arrivals);
        }

        if (waiter is not null)
        {
            Remove(waiter);
        }

        _waiting.Add(key, self);
        return self;
    }

    private void Remove(Waiter waiter)
    {
        _waiting.Remove(KeyOf(waiter.Client));
        _holder = _holder == waiter ? null : _holder;
    }

    private UInt128 KeyOf(ClientNetwork client) => kind == AttemptKind.Name ? client.Range : client.Prefix;

    /// <param name="client">The network.</param>
    /// <param name="lastTry">The number of its last try here; zero for never.</param>
    /// <param name="arrival">The number of its asking.</param>
    private sealed class Waiter(ClientNetwork client, long lastTry, long arrival)
    {
        public ClientNetwork Client => client;

        public (long, long) Order => (lastTry, arrival);

        /// <summary>Gets or sets when its turn is, as it was told last, as a timestamp.</summary>
        public long Told { get; set; } = long.MaxValue;
    }
}

/// <summary>A turn that was taken.</summary>
/// <param name="Client">By which network.</param>
/// <param name="Before">The number of its last try before; zero for never.</param>
internal readonly record struct AttemptTurn(ClientNetwork Client, long Before);
