using Microsoft.AspNetCore.Authorization;

namespace HtpasswdAuth;

/// <summary>The user gave a second factor, and lately enough. See <c>RequireSecondFactor</c>.</summary>
/// <param name="maxAge">How long ago at most; <see langword="null"/> for as long as the session lasts.</param>
internal sealed class SecondFactorRequirement(TimeSpan? maxAge) : IAuthorizationRequirement
{
    public TimeSpan? MaxAge { get; } = maxAge;

    public override string ToString() => MaxAge is { } age ? $"A second factor given in the last {age}." : "A second factor.";
}
