using Microsoft.Extensions.Logging;

namespace HtpasswdAuth;

/// <summary>The state of the second factor in a file.</summary>
/// <remarks>
/// Without it every spent code would be good again. So at the start a missing file is that of a site where nothing happened yet, but
/// one that goes missing later closes the store: whoever wants to begin anew restarts the site.
/// </remarks>
internal sealed class WatchedOtpStateStore(OtpStoreSettings settings, TimeProvider time, ILogger logger) :
    WatchedUserStates<OtpStateFile, OtpUserState>(
        new(settings.Path) { PollInterval = settings.PollInterval, Grace = settings.MissingFileGrace }, Traits, OtpStateFile.Update, time, logger),
    IOtpStateStore
{
    private static readonly OtpFileTraits<OtpStateFile> Traits = new()
    {
        Name = "state file of the second factor",
        Parse = OtpStateFile.Parse,
        ToArray = static file => file.ToArray(),
        CountUsers = static file => file.Count,
        StandIn = static () => OtpStateFile.Empty,
        AboutMissing = static () => ", and without it spent codes would be good again: restore it, or restart to go on without",
        WhileUnusable = "No code is accepted.",
        MustBeWritable = true,
    };
}
