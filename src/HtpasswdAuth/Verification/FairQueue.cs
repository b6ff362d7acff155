using System.Diagnostics.CodeAnalysis;

namespace HtpasswdAuth;

/// <summary>
/// A bounded queue that serves its clients in turn. When it is full, whoever waits with the most gives way to whoever waits with
/// fewer ("longest queue drop"), so one client may use all of an idle queue and still cannot keep another out.
/// Not safe for concurrent use.
/// </summary>
internal sealed class FairQueue<T>(int capacity)
{
    private readonly Dictionary<ClientNetwork, LinkedList<T>> _waiting = [];
    private readonly LinkedList<ClientNetwork> _turns = [];

    public int Count { get; private set; }

    /// <summary>Adds an item, or refuses it; <paramref name="dropped"/> is another client's newest item that gave way to it.</summary>
    public bool TryAdd(ClientNetwork client, T item, out T? dropped)
    {
        dropped = default;
        if (Count >= capacity && !TryDropFor(client, out dropped))
        {
            return false;
        }

        if (!_waiting.TryGetValue(client, out LinkedList<T>? own))
        {
            own = [];
            _waiting.Add(client, own);
            _turns.AddLast(client);
        }

        own.AddLast(item);
        Count++;
        return true;
    }

    public bool TryTake([MaybeNullWhen(false)] out T item)
    {
        if (_turns.First is not { } turn)
        {
            item = default;
            return false;
        }

        LinkedList<T> own = _waiting[turn.Value];
        item = own.First!.Value;
        own.RemoveFirst();
        Count--;
        _turns.RemoveFirst();
        if (own.Count > 0)
        {
            _turns.AddLast(turn);
        }
        else
        {
            _waiting.Remove(turn.Value);
        }

        return true;
    }

    private bool TryDropFor(ClientNetwork client, out T? dropped)
    {
        dropped = default;
        int waitsWith = _waiting.TryGetValue(client, out LinkedList<T>? own) ? own.Count : 0;
        LinkedList<T>? longest = _waiting.Values.MaxBy(items => items.Count);

        // Giving way to an equal would only trade one refusal for another.
        if (longest is null || longest.Count <= waitsWith + 1)
        {
            return false;
        }

        dropped = longest.Last!.Value;
        longest.RemoveLast();
        Count--;
        return true;
    }
}
