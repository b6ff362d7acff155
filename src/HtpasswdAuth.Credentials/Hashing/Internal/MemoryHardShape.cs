namespace HtpasswdAuth;

/// <summary>What the cost of yescrypt and scrypt depends on beside N.</summary>
/// <param name="R">The size of a block in units of 128 bytes, the r of RFC 7914.</param>
/// <param name="P">The number of lanes.</param>
/// <param name="T">How much longer than necessary, 0 and up; yescrypt only.</param>
/// <param name="Mode">How memory is used.</param>
internal readonly record struct MemoryHardShape(uint R, uint P, uint T, YescryptMode Mode)
{
    private const int BlockUnit = 128;

    /// <summary>
    /// Whether yescrypt allows it at all. It wants a lane to have at least four blocks, and libxcrypt refuses what has fewer than
    /// four in all.
    /// </summary>
    public bool IsPossible(int logN)
    {
        if (logN is < 2 or > 63 || R == 0 || P == 0 || (ulong)R * P >= 1 << 30)
        {
            return false;
        }

        return Mode switch
        {
            YescryptMode.Scrypt => T == 0,
            YescryptMode.WriteOnce => true,
            _ => (1UL << logN) / P > 3,
        };
    }

    /// <summary>The bytes that are held at once: the table, the lanes with what belongs to each, and two blocks to work in.</summary>
    public UInt128 MemoryBytes(int logN)
    {
        uint boxes = Mode == YescryptMode.ReadWrite ? (uint)Pwxform.Bytes : 0;
        UInt128 lanes = P * (((UInt128)BlockUnit * R) + boxes);
        return ((UInt128)BlockUnit * R << logN) + lanes + ((UInt128)2 * BlockUnit * R);
    }

    /// <summary>The bytes that are written or read back in all passes: what the time grows with.</summary>
    public UInt128 MixedBytes(int logN)
    {
        UInt128 n = (UInt128)1 << logN;
        UInt128 block = (UInt128)BlockUnit * R;
        if (Mode != YescryptMode.ReadWrite)
        {
            return P * block * (n + Loops((ulong)n));
        }

        return (block * (n + ((UInt128)P * Loops((ulong)n / P)))) + ((UInt128)P * Pwxform.Bytes);
    }

    /// <summary>How often a lane that has so many blocks reads one back.</summary>
    public UInt128 Loops(ulong blocks)
    {
        if (Mode == YescryptMode.ReadWrite)
        {
            return T > 1 ? (UInt128)blocks * (T - 1) : (((UInt128)blocks << (int)T) + 2) / 3;
        }

        return T switch
        {
            0 => blocks,
            1 => (UInt128)blocks + (((UInt128)blocks + 1) / 2),
            _ => (UInt128)blocks * T,
        };
    }
}
