using Microsoft.Extensions.Logging;

namespace HtpasswdAuth;

/// <summary>Puts the second factor of a scheme together: its parts joined.</summary>
internal static class SecondFactorFactory
{
    /// <summary>Nothing where the password is enough for everybody.</summary>
    /// <param name="scheme">The scheme.</param>
    /// <param name="lines">What the password file says of its users.</param>
    /// <param name="accounts">Where its state and its enrolments are.</param>
    /// <param name="forms">The sessions of its sign-in form, if there is one.</param>
    /// <param name="protection">Makes what seals its cookies and tokens.</param>
    /// <param name="devices">Its known browsers.</param>
    /// <param name="logger">The scheme's logger.</param>
    public static SecondFactor? Create(
        SecondFactorScheme scheme,
        AccountLines lines,
        IAccountStores accounts,
        FormSessions? forms,
        AccountProtection protection,
        KnownDevices devices,
        ILogger logger)
    {
        if (scheme.Options.Mode == SecondFactorMode.None)
        {
            return null;
        }

        var site = new SecondFactorSite(scheme.Options, accounts.OtpSecrets, accounts.OtpStates, protection, lines, scheme.Time);
        var log = new SecondFactorLog(logger, user => site.States.Current?.Find(user).Failures.Count ?? 0);
        var tickets = new TicketFactory(scheme.Name, scheme.ClaimsIssuer);
        var sessions = new SecondFactorSessions(site, tickets.Create, log);
        var codes = new CodeVerifier(site, log);
        return new SecondFactor
        {
            SchemeName = scheme.Name,
            Site = site,
            Sessions = sessions,
            Devices = devices,
            Codes = codes,
            Guard = new SecondFactorGuard(site, sessions, forms, devices, codes, log),
            AppPasswords = new AppPasswordCheck(site, tickets.Create, log),
            AppPasswordService = new AppPasswordService(site, log),
            Enrolments = new EnrolmentService(site, codes, log),
            Challenge = new SecondFactorChallenge(scheme.Name, site.Options, sessions, log),
            Log = log,
        };
    }
}
