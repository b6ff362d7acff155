using Microsoft.Extensions.Logging;

namespace HtpasswdAuth;

/// <summary>The state of the second factor in a file.</summary>
/// <remarks>
/// Without it every spent code would be good again. So at the start a missing file is that of a site where nothing happened yet, but
/// one that goes missing later closes the store: whoever wants to begin anew restarts the site.
/// </remarks>
internal sealed class WatchedOtpStateStore : IOtpStateStore, IDisposable
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

    private readonly string _path;
    private readonly WatchedOtpFile<OtpStateFile> _file;

    public WatchedOtpStateStore(OtpStoreSettings settings, TimeProvider time, ILogger logger)
    {
        _path = settings.Path;
        var watched = new WatchedFileSettings(settings.Path) { PollInterval = settings.PollInterval, Grace = settings.MissingFileGrace };
        _file = new WatchedOtpFile<OtpStateFile>(watched, Traits, time, logger);
    }

    public OtpStateFile? Current => _file.Current;

    public OtpStoreStatus Status => _file.Status;

    /// <summary>Reads the file for the first time, tries whether it can be written, and begins to watch it.</summary>
    public void Start() => _file.Start();

    public void Dispose() => _file.Dispose();

    public Task UpdateAsync(string user, Func<OtpUserState, OtpUserState> change, CancellationToken cancellationToken) =>
        _file.UpdateAsync(
            requireFile => OtpStateFile.Update(
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
