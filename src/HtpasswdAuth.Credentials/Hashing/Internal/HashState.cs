using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace HtpasswdAuth;

/// <summary>The chaining value of an iterated hash: eight words of 64 bits, or up to sixteen of 32.</summary>
[InlineArray(Length)]
internal struct HashState
{
    public const int Length = 8;

    private ulong _first;

    public static Span<ulong> Words64(ref HashState state) => state;

    public static Span<uint> Words32(ref HashState state) => MemoryMarshal.Cast<ulong, uint>((Span<ulong>)state);
}
