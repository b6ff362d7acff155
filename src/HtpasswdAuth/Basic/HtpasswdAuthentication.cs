using Microsoft.AspNetCore.Authentication;

namespace HtpasswdAuth;

/// <summary>What came of a request's credentials: a success, or the failure that decides the answer.</summary>
internal readonly record struct HtpasswdAuthentication(AuthenticateResult Result, HtpasswdFailure Failure)
{
    /// <summary>After a failure, how long the client should wait before it asks again; zero where that does not matter.</summary>
    public TimeSpan RetryAfter { get; private init; }

    public static HtpasswdAuthentication Success(AuthenticateResult result) => new(result, default);

    public static HtpasswdAuthentication Failed(HtpasswdFailure failure, TimeSpan retryAfter = default) =>
        new(AuthenticateResults.For(failure), failure) { RetryAfter = retryAfter };
}
