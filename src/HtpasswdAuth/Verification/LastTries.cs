namespace HtpasswdAuth;

/// <summary>In which order networks had their last tries; of so many of them, the latest.</summary>
/// <param name="most">How many.</param>
internal sealed class LastTries(int most)
{
    /// <summary>More than the tries that there are at a name in a day.</summary>
    public const int AtName = 300;

    public const int OfRange = 32;

    private readonly Dictionary<ClientNetwork, long> _numbers = [];
    private readonly Queue<(ClientNetwork Client, long Number)> _order = new();
    private long _number;

    /// <summary>The number of the last try; zero for never, or for longer ago than those that are remembered.</summary>
    public long Find(ClientNetwork client) => _numbers.GetValueOrDefault(client);

    /// <summary>A network has a try.</summary>
    /// <returns>The number of the one before.</returns>
    public long Add(ClientNetwork client)
    {
        long before = Find(client);
        _numbers[client] = ++_number;
        _order.Enqueue((client, _number));

        // What is passed by here was renewed or taken back since, but for the oldest.
        while (_order.Count > 2 * most || _numbers.Count > most)
        {
            (ClientNetwork oldest, long number) = _order.Dequeue();
            if (_numbers.GetValueOrDefault(oldest) == number)
            {
                _numbers.Remove(oldest);
            }
        }

        return before;
    }

    /// <summary>Takes a try back.</summary>
    /// <param name="client">The network.</param>
    /// <param name="before">What <see cref="Add"/> returned.</param>
    public void Set(ClientNetwork client, long before)
    {
        if (before == 0)
        {
            _numbers.Remove(client);
        }
        else
        {
            _numbers[client] = before;
            _order.Enqueue((client, before));
        }
    }
}
