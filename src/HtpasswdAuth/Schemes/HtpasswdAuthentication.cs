using Microsoft.AspNetCore.Authentication;

namespace HtpasswdAuth;

/// <summary>What came of a request's credentials: a success, or the failure that decides the answer.</summary>
internal readonly record struct HtpasswdAuthentication(AuthenticateResult Result, HtpasswdFailure Failure)
{
    /// <summary>After a failure, how long the client has to wait, where that is known.</summary>
    public TimeSpan? RetryAfter { get; init; }

    public static HtpasswdAuthentication Success(AuthenticateResult result) => new(result, default);

    public static HtpasswdAuthentication Failed(HtpasswdFailure failure, TimeSpan? retryAfter = null) =>
        new(AuthenticateResults.For(failure), failure) { RetryAfter = retryAfter };
}
