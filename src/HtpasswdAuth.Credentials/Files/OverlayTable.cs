using System.Diagnostics.CodeAnalysis;

namespace HtpasswdAuth;

/// <summary>
/// An immutable table by hash. The next one shares all of it but one list of entries and the two nodes above, some 1,200 bytes; finding
/// an entry takes two nodes and a list, where a balanced tree of as many entries takes fifteen nodes, each a cache miss.
/// </summary>
/// <typeparam name="TKey">What entries are found by.</typeparam>
/// <typeparam name="TEntry">What is kept; its hash must be keyed, or whoever chooses names could put them all into one list.</typeparam>
internal sealed class OverlayTable<TKey, TEntry>
    where TKey : allows ref struct
    where TEntry : class, IOverlayEntry<TKey>
{
    private const int NodeBits = 6;
    private const int NodeSize = 1 << NodeBits;

    private readonly Slot[]?[]?[] _root;

    private OverlayTable(Slot[]?[]?[] root, int count)
    {
        _root = root;
        Count = count;
    }

    public static OverlayTable<TKey, TEntry> Empty { get; } = new(new Slot[]?[]?[NodeSize], 0);

    public int Count { get; }

    /// <summary>All entries, in no order.</summary>
    public IEnumerable<TEntry> Entries =>
        from node in _root where node is not null from list in node where list is not null from slot in list select slot.Entry;

    /// <summary>Allocates nothing.</summary>
    public bool TryFind(uint hash, TKey key, [NotNullWhen(true)] out TEntry? entry)
    {
        Slot[]? list = _root[RootIndex(hash)]?[NodeIndex(hash)];
        int index = IndexOf(list, hash, key);
        entry = index < 0 ? null : list![index].Entry;
        return index >= 0;
    }

    /// <summary>This with an entry, in the place of the one that has its key.</summary>
    public OverlayTable<TKey, TEntry> With(uint hash, TKey key, TEntry entry)
    {
        Slot[] list = _root[RootIndex(hash)]?[NodeIndex(hash)] ?? [];
        int index = IndexOf(list, hash, key);
        Slot[] next = index < 0 ? [.. list, default] : [.. list];
        next[index < 0 ? ^1 : index] = new(hash, entry);
        return WithList(hash, next, Count + next.Length - list.Length);
    }

    /// <summary>This without the entry of a key.</summary>
    public OverlayTable<TKey, TEntry> Without(uint hash, TKey key)
    {
        Slot[]? list = _root[RootIndex(hash)]?[NodeIndex(hash)];
        int index = IndexOf(list, hash, key);
        return index < 0 ? this : WithList(hash, [.. list.AsSpan(0, index), .. list.AsSpan(index + 1)], Count - 1);
    }

    private static int RootIndex(uint hash) => (int)(hash >> (32 - NodeBits));

    private static int NodeIndex(uint hash) => (int)(hash >> (32 - (2 * NodeBits))) & (NodeSize - 1);

    private static int IndexOf(Slot[]? list, uint hash, TKey key)
    {
        for (int i = 0; i < list?.Length; i++)
        {
            if (list[i].Hash == hash && list[i].Entry.IsOf(key))
            {
                return i;
            }
        }

        return -1;
    }

    private OverlayTable<TKey, TEntry> WithList(uint hash, Slot[] list, int count)
    {
        Slot[]?[] node = _root[RootIndex(hash)] is { } old ? [.. old] : new Slot[]?[NodeSize];
        node[NodeIndex(hash)] = list;
        Slot[]?[]?[] root = [.. _root];
        root[RootIndex(hash)] = node;
        return new(root, count);
    }

    private readonly record struct Slot(uint Hash, TEntry Entry);
}
