using Microsoft.Extensions.Logging;

namespace HtpasswdAuth;

/// <summary>Opens the files that remember spent codes, ended sessions and enrolments, once for each scheme that needs them.</summary>
internal static class FactorFiles
{
    /// <summary>Those of a database of accounts, where the scheme needs them. The database is closed by its factory.</summary>
    public static FactorStores? Of(IAccountStores accounts, SecondFactorOptions options, bool hasForm)
    {
        bool hasFactor = options.Mode != SecondFactorMode.None;
        return hasFactor || hasForm ? new FactorStores(accounts.OtpStates, hasFactor ? accounts.OtpSecrets : null, isShared: false) : null;
    }

    /// <param name="scheme">The scheme.</param>
    /// <param name="hasForm">Whether it has a sign-in form, whose sessions end there too.</param>
    /// <param name="logger">The scheme's logger.</param>
    public static FactorStores? OpenWhereNeeded(SecondFactorScheme scheme, bool hasForm, ILogger logger)
    {
        SecondFactorOptions factor = scheme.Options;
        if (factor.Mode == SecondFactorMode.None && !hasForm)
        {
            return null;
        }

        var states = new WatchedOtpStateStore(scheme.FileAt(factor.StateFile!), scheme.Time, logger);
        states.Start();
        if (factor.Mode == SecondFactorMode.None)
        {
            return new FactorStores(states, secrets: null, isShared: false);
        }

        // The state was read first: it tells whether a missing enrolment file is one that was never there.
        var secrets = new WatchedOtpSecretsStore(scheme.FileAt(factor.EnrolmentFile!), states, scheme.Time, logger);
        secrets.Start();
        return new FactorStores(states, secrets, isShared: false);
    }
}
