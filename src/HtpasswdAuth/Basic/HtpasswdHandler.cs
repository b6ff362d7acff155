using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace HtpasswdAuth;

/// <summary>Translates between ASP.NET Core's authentication and <see cref="HtpasswdAuthenticator"/>.</summary>
internal sealed class HtpasswdHandler(
    IOptionsMonitor<HtpasswdOptions> options, ILoggerFactory logger, UrlEncoder encoder, HtpasswdSchemes schemes)
    : AuthenticationHandler<HtpasswdOptions>(options, logger, encoder)
{
    private HtpasswdAuthentication _authentication = HtpasswdAuthentication.Failed(HtpasswdFailure.NoCredentials);

    protected override Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        HtpasswdAuthenticator authenticator = schemes.Get(Scheme.Name);
        if (authenticator.TryAuthenticateFromCache(Context, out VerifiedUser? user))
        {
            return user.ResultTask;
        }

        // A code looked at here would be spent by the time the endpoint gets it.
        return ChecksPasswordItself.Marks(Context.GetEndpoint())
            ? Task.FromResult(AuthenticateResult.NoResult())
            : AuthenticateAsync(authenticator);
    }

    protected override async Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        await HandleAuthenticateOnceSafeAsync().ConfigureAwait(false);
        await schemes.Get(Scheme.Name).ChallengeAsync(Context, _authentication, properties).ConfigureAwait(false);
    }

    /// <summary>Who was refused for want of the second factor alone is asked for it; everybody else is refused as ever.</summary>
    protected override Task HandleForbiddenAsync(AuthenticationProperties properties) =>
        SecondFactorForbidden.TryAskAsync(Context, schemes.Get(Scheme.Name), properties) ?? base.HandleForbiddenAsync(properties);

    private async Task<AuthenticateResult> AuthenticateAsync(HtpasswdAuthenticator authenticator)
    {
        _authentication = await authenticator.AuthenticateAsync(Context).ConfigureAwait(false);
        return _authentication.Result;
    }
}
