using System.Runtime.InteropServices;

namespace HtpasswdAuth.Tests;

/// <summary>Numbers that look like chance and are the same in each run.</summary>
internal sealed class Choices
{
    private readonly SipHash _hash = new("A search of 2026."u8[..SipHash.KeyBytes]);
    private ulong _count;

    /// <summary>A number from zero to below the bound.</summary>
    public int Next(int bound)
    {
        ulong number = ++_count;
        return (int)((ulong)_hash.Compute(MemoryMarshal.AsBytes(new ReadOnlySpan<ulong>(ref number))) % (ulong)bound);
    }
}
