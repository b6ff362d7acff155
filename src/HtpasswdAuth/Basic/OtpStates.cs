using Microsoft.Extensions.Logging;

namespace HtpasswdAuth;

/// <summary>Opens the file that remembers spent codes and ended sessions, once for each scheme that needs it.</summary>
internal static class OtpStates
{
    public static WatchedOtpStateStore? OpenWhereNeeded(HtpasswdOptions options, ILogger logger)
    {
        if (options.SecondFactor.Mode == SecondFactorMode.None && !options.SignInForm.Enabled)
        {
            return null;
        }

        var states = new WatchedOtpStateStore(Settings(options, options.SecondFactor.StateFile!), options.TimeProvider!, logger);
        states.Start();
        return states;
    }

    public static OtpStoreSettings Settings(HtpasswdOptions options, string path) =>
        new(path) { PollInterval = options.PollInterval, MissingFileGrace = options.MissingFileGrace };
}
