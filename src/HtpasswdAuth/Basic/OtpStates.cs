using Microsoft.Extensions.Logging;

namespace HtpasswdAuth;

/// <summary>Opens the file that remembers spent codes and ended sessions, once for each scheme that needs it.</summary>
internal static class OtpStates
{
    /// <param name="scheme">The scheme.</param>
    /// <param name="hasForm">Whether it has a sign-in form, whose sessions end there too.</param>
    /// <param name="logger">The scheme's logger.</param>
    public static WatchedOtpStateStore? OpenWhereNeeded(SecondFactorScheme scheme, bool hasForm, ILogger logger)
    {
        if (scheme.Options.Mode == SecondFactorMode.None && !hasForm)
        {
            return null;
        }

        var states = new WatchedOtpStateStore(scheme.FileAt(scheme.Options.StateFile!), scheme.Time, logger);
        states.Start();
        return states;
    }
}
