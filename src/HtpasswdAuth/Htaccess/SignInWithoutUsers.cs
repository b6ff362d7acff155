using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Http;

namespace HtpasswdAuth;

/// <summary><c>AuthType Basic</c> without a user file. As httpd: asked for first, and only then found out that nobody could be let in.</summary>
internal sealed class SignInWithoutUsers(ChallengeWriter challenge, HtaccessLog log) : IFolderSignIn
{
    public bool TryAuthenticateFromCache(HttpContext context, [NotNullWhen(true)] out VerifiedUser? user)
    {
        user = null;
        return false;
    }

    public ValueTask<HtpasswdAuthentication> AuthenticateAsync(HttpContext context) =>
        ValueTask.FromResult(HtpasswdAuthentication.Failed(HtpasswdFailure.NoCredentials));

    public Task ChallengeAsync(HttpContext context, HtpasswdAuthentication refused)
    {
        if (context.Request.Headers.Authorization.Count == 0)
        {
            return AskForAnotherAsync(context);
        }

        log.Broken(context, "AuthUserFile is missing");
        context.Response.StatusCode = StatusCodes.Status500InternalServerError;
        context.Response.Headers.CacheControl = "no-store";
        return Task.CompletedTask;
    }

    public Task AskForAnotherAsync(HttpContext context) => challenge.WriteAsync(context, HtpasswdFailure.NoCredentials);
}
