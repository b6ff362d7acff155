using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Http;

namespace HtpasswdAuth;

/// <summary><c>AuthType Digest</c>: places with one file, realm and settings share this.</summary>
internal sealed class DigestFolderSignIn(HtdigestAuthenticator authenticator) : IFolderSignIn, IDisposable
{
    /// <summary>Never: each request is counted by its nonce, which is for the verifier to do.</summary>
    public bool TryAuthenticateFromCache(HttpContext context, [NotNullWhen(true)] out VerifiedUser? user)
    {
        user = null;
        return false;
    }

    /// <summary>A folder and the file that stands for it both ask; a response that is checked again would be a replay.</summary>
    public async ValueTask<HtpasswdAuthentication> AuthenticateAsync(HttpContext context)
    {
        if (context.Features.Get<Answer>() is { } known && ReferenceEquals(known.By, this))
        {
            return known.Authentication;
        }

        HtpasswdAuthentication authentication = await authenticator.AuthenticateAsync(context).ConfigureAwait(false);
        context.Features.Set(new Answer(this, authentication));
        return authentication;
    }

    public Task ChallengeAsync(HttpContext context, HtpasswdAuthentication refused) =>
        authenticator.ChallengeAsync(context, refused, properties: null);

    public Task AskForAnotherAsync(HttpContext context) =>
        authenticator.ChallengeAsync(context, HtpasswdAuthentication.Failed(HtpasswdFailure.WrongCredentials), properties: null);

    public void Dispose() => authenticator.Dispose();

    private sealed record Answer(DigestFolderSignIn By, HtpasswdAuthentication Authentication);
}
