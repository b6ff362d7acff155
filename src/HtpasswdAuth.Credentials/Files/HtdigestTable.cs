namespace HtpasswdAuth;

/// <summary>
/// An open-addressing table from <c>user:realm</c> to the offset of a line, as <see cref="UserNameTable"/>, with up to one line for
/// each length of hash. A line whose hash is none ends what may be added for its user: as in httpd, which looks at the first line
/// only, nobody signs in by what comes after it.
/// </summary>
internal sealed class HtdigestTable
{
    private readonly ulong[] _slots;
    private readonly UserNameHasher _hasher;

    /// <param name="records">The most that will be added; a quarter of the slots stays free.</param>
    /// <param name="hasher">The keyed hash of names.</param>
    public HtdigestTable(int records, UserNameHasher hasher)
    {
        long slots = Math.Max(records + (records / 3L), records + 1L);
        _slots = new ulong[(int)Math.Min(slots, Array.MaxLength)];
        _hasher = hasher;
    }

    /// <summary>Adds a line unless one of the same user, realm and length of hash is there, or one that lets none follow.</summary>
    /// <param name="content">What the offsets are of.</param>
    /// <param name="line">The line.</param>
    /// <param name="isFirst">Whether it is the first of its user and realm that has a hash.</param>
    public bool TryAdd(ReadOnlySpan<byte> content, in HtdigestLine line, out bool isFirst)
    {
        ReadOnlySpan<byte> key = content.Slice(line.KeyStart, line.KeyLength);
        ulong hash = _hasher.Hash(key);
        int digits = line.HashDigits(content);
        isFirst = digits != 0;
        int slot = SlotOf(hash);
        for (; _slots[slot] != 0; slot = Next(slot))
        {
            if (!IsMatch(_slots[slot], hash, content, key, out HtdigestLine other))
            {
                continue;
            }

            isFirst = false;
            int otherDigits = other.HashDigits(content);
            if (otherDigits == digits || otherDigits == 0)
            {
                return false;
            }
        }

        _slots[slot] = (hash & 0xFFFFFFFF_00000000) | (uint)(line.KeyStart + 1);
        return true;
    }

    /// <summary>Finds the line of <c>user:realm</c> whose hash has that many digits.</summary>
    public bool TryFind(ReadOnlySpan<byte> content, ReadOnlySpan<byte> key, int digits, out HtdigestLine line)
    {
        ulong hash = _hasher.Hash(key);
        for (int slot = SlotOf(hash); _slots[slot] != 0; slot = Next(slot))
        {
            if (IsMatch(_slots[slot], hash, content, key, out line) && line.HashDigits(content) == digits)
            {
                return true;
            }
        }

        line = default;
        return false;
    }

    private static bool IsMatch(ulong slot, ulong hash, ReadOnlySpan<byte> content, ReadOnlySpan<byte> key, out HtdigestLine line)
    {
        line = default;
        int start = (int)(uint)slot - 1;
        if ((slot ^ hash) >> 32 != 0 || !content[start..].StartsWith(key))
        {
            return false;
        }

        line = HtdigestLine.From(content, HtpasswdLineReader.ReadAt(content, start));
        return line.KeyLength == key.Length;
    }

    private int SlotOf(ulong hash) => (int)(((uint)hash * (ulong)_slots.Length) >> 32);

    private int Next(int slot) => slot + 1 < _slots.Length ? slot + 1 : 0;
}
