using Microsoft.Extensions.Logging;

namespace HtpasswdAuth;

/// <summary>The password state in a file.</summary>
/// <remarks>
/// It matters only at a sign-in, and what it says is seldom new: a file that goes missing or breaks is stood in for by what was
/// read last, until it is there again or the site is restarted.
/// </remarks>
internal sealed class WatchedPasswordStateStore : IPasswordStateStore, IDisposable
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

    private readonly string _path;
    private readonly WatchedOtpFile<PasswordStateFile> _file;

    /// <param name="settings">Where the file is.</param>
    /// <param name="time">The clock.</param>
    /// <param name="logger">The scheme's logger.</param>
    /// <param name="mustBeWritable">Whether it is a problem that it cannot be written: not on a site that has none, and needs none.</param>
    public WatchedPasswordStateStore(OtpStoreSettings settings, TimeProvider time, ILogger logger, bool mustBeWritable = true)
    {
        _path = settings.Path;
        var watched = new WatchedFileSettings(settings.Path) { PollInterval = settings.PollInterval, Grace = Timeout.InfiniteTimeSpan };
        _file = new WatchedOtpFile<PasswordStateFile>(watched, mustBeWritable ? Traits : UnusedTraits, time, logger);
    }

    public PasswordStateFile? Current => _file.Current;

    public OtpStoreStatus Status => _file.Status;

    /// <summary>Reads the file for the first time, tries whether it can be written, and begins to watch it.</summary>
    public void Start() => _file.Start();

    public void Dispose() => _file.Dispose();

    public Task UpdateAsync(string user, Func<PasswordState, PasswordState> change, CancellationToken cancellationToken) =>
        _file.UpdateAsync(
            requireFile => PasswordStateFile.Update(
                _path,
                user,
                state =>
                {
                    requireFile();
                    return change(state);
                },
                cancellationToken),
            cancellationToken);

    /// <summary>Looks at the file once and returns when to look again.</summary>
    internal TimeSpan Look() => _file.Look();
}
