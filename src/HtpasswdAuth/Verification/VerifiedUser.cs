using Microsoft.AspNetCore.Authentication;

namespace HtpasswdAuth;

/// <summary>
/// A user whose password was right, with the finished answer of the authentication scheme, so that a request answered from the
/// cache allocates nothing. Shared between requests: its principal cannot be changed.
/// </summary>
internal sealed class VerifiedUser(string name, bool rehashNeeded, AuthenticateResult result)
{
    public string Name { get; } = name;

    public bool RehashNeeded { get; } = rehashNeeded;

    public AuthenticateResult Result { get; } = result;

    public Task<AuthenticateResult> ResultTask { get; } = Task.FromResult(result);
}
