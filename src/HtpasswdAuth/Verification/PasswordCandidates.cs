using System.Runtime.CompilerServices;

namespace HtpasswdAuth;

/// <summary>As many passwords as are hashed side by side, on the stack.</summary>
[InlineArray(PasswordHash.BcryptLanes)]
internal struct PasswordCandidates
{
    private PasswordCandidate _first;
}
