using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Http;

namespace HtpasswdAuth;

/// <summary><c>AuthType Basic</c>: places with one user file share an authenticator, and have a challenge each.</summary>
internal sealed class BasicFolderSignIn(HtpasswdAuthenticator authenticator, ChallengeWriter challenge) : IFolderSignIn
{
    public bool TryAuthenticateFromCache(HttpContext context, [NotNullWhen(true)] out VerifiedUser? user) =>
        authenticator.TryAuthenticateFromCache(context, out user);

    public ValueTask<HtpasswdAuthentication> AuthenticateAsync(HttpContext context) => authenticator.AuthenticateAsync(context);

    public Task ChallengeAsync(HttpContext context, HtpasswdAuthentication refused) =>
        authenticator.ChallengeAsync(context, refused, properties: null, challenge);

    public Task AskForAnotherAsync(HttpContext context) => challenge.WriteAsync(context, HtpasswdFailure.WrongCredentials);
}
