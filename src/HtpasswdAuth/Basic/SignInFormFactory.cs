using Microsoft.Extensions.Logging;

namespace HtpasswdAuth;

/// <summary>Puts the sign-in form of a scheme together.</summary>
internal static class SignInFormFactory
{
    /// <summary>Nothing where browsers show their own prompt.</summary>
    /// <param name="schemeName">The scheme.</param>
    /// <param name="options">Its options.</param>
    /// <param name="users">Its user file.</param>
    /// <param name="aliases">Tells which hashes are of one password.</param>
    /// <param name="states">Where ended sessions are kept.</param>
    /// <param name="protection">Makes what seals the cookie.</param>
    /// <param name="logger">The scheme's logger.</param>
    public static SignInForm? Create(
        string schemeName,
        HtpasswdOptions options,
        ICredentialStore users,
        PasswordAliases aliases,
        IOtpStateStore states,
        AccountProtection protection,
        ILogger logger)
    {
        if (!options.SignInForm.Enabled)
        {
            return null;
        }

        var site = new FormSessionSite
        {
            Protection = protection,
            Options = options.SignInForm,
            CookieDomain = options.SecondFactor.CookieDomain,
            AllowInsecureCookie = options.SecondFactor.AllowInsecureForDevelopment,
            Users = users,
            States = states,
            Aliases = aliases,
            Time = options.TimeProvider!,
        };
        var sessions = new FormSessions(site, new TicketFactory(schemeName, options.ClaimsIssuer).Create, logger);
        string basic = ChallengeWriter.BasicChallenge(options.Realm);
        var prompt = new ChallengeWriter(_ => basic, options.SuppressChallengeForScripts);
        return new SignInForm
        {
            Options = options.SignInForm,
            Sessions = sessions,
            Challenge = new SignInChallenge(schemeName, options.SignInForm, sessions, prompt, logger),
        };
    }
}
