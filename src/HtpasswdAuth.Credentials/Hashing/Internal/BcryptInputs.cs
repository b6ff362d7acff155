using System.Runtime.CompilerServices;

namespace HtpasswdAuth;

/// <summary>As many inputs as are hashed side by side, on the stack.</summary>
[InlineArray(BlowfishLanes.Count)]
internal struct BcryptInputs
{
    private BcryptInput _first;
}
