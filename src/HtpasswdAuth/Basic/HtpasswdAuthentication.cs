using Microsoft.AspNetCore.Authentication;

namespace HtpasswdAuth;

/// <summary>What came of a request's credentials: a success, or the failure that decides the answer.</summary>
internal readonly record struct HtpasswdAuthentication(AuthenticateResult Result, HtpasswdFailure Failure)
{
    public static HtpasswdAuthentication Success(AuthenticateResult result) => new(result, default);

    public static HtpasswdAuthentication Failed(HtpasswdFailure failure) => new(AuthenticateResults.For(failure), failure);
}
