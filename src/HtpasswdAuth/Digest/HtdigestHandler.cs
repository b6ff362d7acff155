using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
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
        _authentication = await schemes.Get(Scheme.Name).AuthenticateAsync(Context).ConfigureAwait(false);
        return _authentication.Result;
    }

    protected override async Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        await HandleAuthenticateOnceSafeAsync().ConfigureAwait(false);
        await schemes.Get(Scheme.Name).ChallengeAsync(Context, _authentication, properties).ConfigureAwait(false);
    }
}
