using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace HtpasswdAuth;

/// <summary>
/// An open-addressing table from user name to the offset of the line: 8 bytes a slot, the upper half of the name's hash
/// beside the offset, so that a look-up touches one cache line here and one in the content. It holds no names:
/// every call gets the content the offsets are of.
/// </summary>
internal sealed class UserNameTable
{
    private readonly ulong[] _slots;
    private readonly UserNameHasher _hasher;

    /// <param name="records">The most that will be added; a quarter of the slots stays free.</param>
    /// <param name="hasher">The keyed hash of names.</param>
    public UserNameTable(int records, UserNameHasher hasher)
    {
        long slots = Math.Max(records + (records / 3L), records + 1L);
        _slots = GC.AllocateUninitializedArray<ulong>((int)Math.Min(slots, Array.MaxLength));

        // Not left to the allocator: pages first touched by reading cost a second fault when they are written to.
        Array.Clear(_slots);
        _hasher = hasher;
    }

    public ulong Hash(ReadOnlySpan<byte> name) => _hasher.Hash(name);

    /// <summary>Fetches the slot of a hash into the cache, for an <see cref="TryAdd"/> that follows a little later.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public unsafe void Prefetch(ulong hash)
    {
        if (Sse.IsSupported)
        {
            // Should the array move meanwhile, a useless line is fetched: a prefetch never faults.
            Sse.Prefetch0(Unsafe.AsPointer(ref _slots[SlotOf(hash)]));
        }
    }

    /// <summary>Adds a name unless it is there already.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public bool TryAdd(ReadOnlySpan<byte> content, ulong hash, int nameStart, int nameLength)
    {
        ReadOnlySpan<byte> name = content.Slice(nameStart, nameLength);
        ulong[] slots = _slots;
        int slot = SlotOf(hash);
        while (slots[slot] != 0)
        {
            if (IsMatch(slots[slot], hash, content, name, out _))
            {
                return false;
            }

            slot = slot + 1 < slots.Length ? slot + 1 : 0;
        }

        slots[slot] = (hash & 0xFFFFFFFF_00000000) | (uint)(nameStart + 1);
        return true;
    }

    public bool TryFind(ReadOnlySpan<byte> content, ReadOnlySpan<byte> name, out HtpasswdLine line)
    {
        ulong hash = _hasher.Hash(name);
        ulong[] slots = _slots;
        for (int slot = SlotOf(hash); slots[slot] != 0; slot = slot + 1 < slots.Length ? slot + 1 : 0)
        {
            if (IsMatch(slots[slot], hash, content, name, out line))
            {
                return true;
            }
        }

        line = default;
        return false;
    }

    private static bool IsMatch(ulong slot, ulong hash, ReadOnlySpan<byte> content, ReadOnlySpan<byte> name, out HtpasswdLine line)
    {
        line = default;
        if ((slot ^ hash) >> 32 != 0)
        {
            return false;
        }

        int start = (int)(uint)slot - 1;
        if (!content[start..].StartsWith(name))
        {
            return false;
        }

        line = HtpasswdLineReader.ReadAt(content, start);
        return line.NameLength == name.Length;
    }

    private int SlotOf(ulong hash) => (int)(((uint)hash * (ulong)_slots.Length) >> 32);
}
