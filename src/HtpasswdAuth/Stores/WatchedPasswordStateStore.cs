using Microsoft.Extensions.Logging;

namespace HtpasswdAuth;

/// <summary>The password state in a file.</summary>
/// <remarks>
/// It matters only at a sign-in, and what it says is seldom new: a file that goes missing or breaks is stood in for by what was
/// read last, until it is there again or the site is restarted.
/// </remarks>
/// <param name="settings">Where the file is.</param>
/// <param name="time">The clock.</param>
/// <param name="logger">The scheme's logger.</param>
/// <param name="mustBeWritable">Whether it is a problem that it cannot be written: not on a site that has none, and needs none.</param>
internal sealed class WatchedPasswordStateStore(OtpStoreSettings settings, TimeProvider time, ILogger logger, bool mustBeWritable = true) :
    WatchedUserStates<PasswordStateFile, PasswordState>(
        new(settings.Path) { PollInterval = settings.PollInterval, Grace = Timeout.InfiniteTimeSpan },
        mustBeWritable ? Traits : UnusedTraits,
        PasswordStateFile.Update,
        time,
        logger),
    IPasswordStateStore
{
    private static readonly OtpFileTraits<PasswordStateFile> Traits = new()
    {
        Name = "password state file",
        Parse = PasswordStateFile.Parse,
        ToArray = static file => file.ToArray(),
        CountUsers = static file => file.Count,
        StandIn = static () => PasswordStateFile.Empty,
        AboutMissing = static () => ", and without it nobody would have to change a password: restore it, or restart to go on without",
        WhileUnusable = "Whoever must change a password will be asked again after having done so.",
        MustBeWritable = true,
    };

    private static readonly OtpFileTraits<PasswordStateFile> UnusedTraits = Traits with { MustBeWritable = false };
}
