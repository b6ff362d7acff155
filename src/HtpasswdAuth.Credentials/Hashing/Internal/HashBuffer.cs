using System.Runtime.CompilerServices;

namespace HtpasswdAuth;

/// <summary>Room for the largest block of an iterated hash.</summary>
[InlineArray(128)]
internal struct HashBuffer
{
    private byte _first;
}
