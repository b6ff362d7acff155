using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace HtpasswdAuth;

/// <summary>Translates between ASP.NET Core's authentication and <see cref="HtdigestAuthenticator"/>.</summary>
internal sealed class HtdigestHandler(
    IOptionsMonitor<HtdigestOptions> options, ILoggerFactory logger, UrlEncoder encoder, HtdigestSchemes schemes)
    : AuthenticationHandler<HtdigestOptions>(options, logger, encoder)
{
    private HtpasswdAuthentication _authentication = HtpasswdAuthentication.Failed(HtpasswdFailure.NoCredentials);

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        // What is counted and spent here would be a replay by the time the endpoint looks at it.
        if (ChecksPasswordItself.Marks(Context.GetEndpoint()))
        {
            return AuthenticateResult.NoResult();
        }

        _authentication = await schemes.Get(Scheme.Name).AuthenticateAsync(Context).ConfigureAwait(false);
        return _authentication.Result;
    }

    protected override async Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        await HandleAuthenticateOnceSafeAsync().ConfigureAwait(false);
        await schemes.Get(Scheme.Name).ChallengeAsync(Context, _authentication, properties).ConfigureAwait(false);
    }

    /// <summary>Who was refused for want of the second factor alone is asked for it; everybody else is refused as ever.</summary>
    protected override Task HandleForbiddenAsync(AuthenticationProperties properties) =>
        SecondFactorForbidden.TryAskAsync(Context, schemes.Get(Scheme.Name), properties) ?? base.HandleForbiddenAsync(properties);
}
