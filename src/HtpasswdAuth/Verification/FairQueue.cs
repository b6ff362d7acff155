using System.Diagnostics.CodeAnalysis;

namespace HtpasswdAuth;

/// <summary>
/// A queue that serves its clients in turn, each client's own items in the order they came. Whoever waits is overtaken at most once
/// by everybody else. Not safe for concurrent use.
/// </summary>
internal sealed class FairQueue<T>
{
    private readonly Dictionary<ClientNetwork, LinkedList<T>> _waiting = [];
    private readonly LinkedList<ClientNetwork> _turns = [];

    public int Count { get; private set; }

    public void Add(ClientNetwork client, T item)
    {
        if (!_waiting.TryGetValue(client, out LinkedList<T>? own))
        {
            own = [];
            _waiting.Add(client, own);
            _turns.AddLast(client);
        }

        own.AddLast(item);
        Count++;
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

    public int CountOf(ClientNetwork client) => _waiting.TryGetValue(client, out LinkedList<T>? own) ? own.Count : 0;

    /// <summary>Takes away what a client who waits has added last.</summary>
    public T RemoveNewest(ClientNetwork client)
    {
        LinkedList<T> own = _waiting[client];
        T newest = own.Last!.Value;
        own.RemoveLast();
        Count--;
        if (own.Count == 0)
        {
            _waiting.Remove(client);
            _turns.Remove(client);
        }

        return newest;
    }
}
