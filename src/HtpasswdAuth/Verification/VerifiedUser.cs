using Microsoft.AspNetCore.Authentication;

namespace HtpasswdAuth;

/// <summary>
/// A user whose password was right, with the finished answer of the authentication scheme, so that a request answered from the
/// cache allocates nothing. Shared between requests: its principal cannot be changed.
/// </summary>
internal sealed class VerifiedUser(string name, bool rehashNeeded, UInt128 passwordVersion, AuthenticateResult result)
{
    public string Name { get; } = name;

    public bool RehashNeeded { get; } = rehashNeeded;

    /// <summary>Gets a hash over the name and the stored hash: another password of the user is another version.</summary>
    public UInt128 PasswordVersion { get; } = passwordVersion;

    public AuthenticateResult Result { get; } = result;

    public Task<AuthenticateResult> ResultTask { get; } = Task.FromResult(result);
}
