namespace HtpasswdAuth;

/// <summary>
/// Whose the next try is where there are too few: that of the waiting network that has been longest without one here. Of one range one
/// network waits at a time. Asking early changes nothing. Not safe for concurrent use.
/// </summary>
/// <param name="remembered">Of how many networks it is known when they had their last try.</param>
/// <param name="time">The clock.</param>
internal sealed class AttemptTurns(int remembered, TimeProvider time)
{
    /// <summary>For how long a turn that is due is kept for its network.</summary>
    public static readonly TimeSpan Hold = TimeSpan.FromMinutes(1);

    private const int MostWaiting = 1_000;

    private readonly Dictionary<UInt128, Waiter> _waiting = [];
    private readonly Dictionary<ClientNetwork, long> _tries = [];
    private Waiter? _holder;
    private long _heldSince;
    private long _number;

    /// <summary>How long a network has to wait for its turn; zero if it may try now.</summary>
    public TimeSpan Ask(ClientNetwork client, AttemptBucket bucket)
    {
        PassOver(bucket);
        int left = bucket.Left;
        if (left > _waiting.Count || (left > 0 && _holder?.Client == client))
        {
            return TimeSpan.Zero;
        }

        Waiter self = Register(client);
        int before = _waiting.Values.Count(other => other.Order.CompareTo(self.Order) < 0);
        before += _holder is not null && _holder.Order.CompareTo(self.Order) > 0 ? 1 : 0;
        TimeSpan tries = bucket.UntilLeft(before + 1);
        return tries > TimeSpan.Zero ? tries : TimeSpan.FromSeconds(1) + (Hold - time.GetElapsedTime(_heldSince));
    }

    /// <summary>A network tries now, be it its turn or not.</summary>
    public void Took(ClientNetwork client)
    {
        if (_waiting.TryGetValue(client.Range, out Waiter? waiter) && waiter.Client == client)
        {
            _waiting.Remove(client.Range);
        }

        if (_holder?.Client == client)
        {
            _holder = null;
        }

        if (_tries.Count >= remembered && !_tries.ContainsKey(client))
        {
            _tries.Remove(_tries.MinBy(one => one.Value).Key);
        }

        _tries[client] = ++_number;
    }

    /// <summary>The turn goes on from network to network, as long as a due one is not taken.</summary>
    private void PassOver(AttemptBucket bucket)
    {
        if (bucket.Left == 0)
        {
            _holder = null;
            return;
        }

        long now = time.GetTimestamp();
        long due = Math.Max(bucket.WhenLeft(1), _heldSince);
        while (_waiting.Count > 0 && due <= now)
        {
            if (_holder is null)
            {
                _holder = _waiting.Values.MinBy(waiter => waiter.Order);
                _heldSince = due;
            }

            due = _heldSince + (long)(Hold.TotalSeconds * time.TimestampFrequency);
            if (due <= now)
            {
                _waiting.Remove(_holder!.Client.Range);
                _holder = null;
                _heldSince = due;
            }
        }
    }

    private Waiter Register(ClientNetwork client)
    {
        if (_waiting.TryGetValue(client.Range, out Waiter? waiter) && waiter.Client == client)
        {
            return waiter;
        }

        // Another network of its range waits, or too many do: it is answered as the last, and asks again.
        var self = new Waiter(client, _tries.GetValueOrDefault(client), ++_number);
        return waiter is not null || _waiting.Count >= MostWaiting || !_waiting.TryAdd(client.Range, self)
            ? self with { LastTry = long.MaxValue }
            : self;
    }

    /// <param name="Client">The network.</param>
    /// <param name="LastTry">The number of its last try here; zero for never.</param>
    /// <param name="Arrival">The number of its asking.</param>
    private sealed record Waiter(ClientNetwork Client, long LastTry, long Arrival)
    {
        public (long, long) Order => (LastTry, Arrival);
    }
}
