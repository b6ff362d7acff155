using Microsoft.Extensions.Logging;

namespace HtpasswdAuth;

/// <summary>A password file kept in memory as an immutable snapshot that follows the file.</summary>
internal sealed class WatchedCredentialStore : ICredentialStore, IDisposable
{
    private readonly CredentialFileReport _report;
    private readonly WatchedFile<HtpasswdFile> _file;

    public WatchedCredentialStore(WatchedCredentialStoreSettings settings, TimeProvider time, HtpasswdMetrics metrics, ILogger logger)
    {
        var watched = new WatchedFileSettings(settings.UserFile)
        {
            PollInterval = settings.PollInterval,
            Grace = settings.MissingFileGrace,
            ServesTornAtStart = true,
        };
        _report = new CredentialFileReport(settings, logger);
        _file = new WatchedFile<HtpasswdFile>(watched, new CredentialFileKind(settings, _report, metrics, logger), time, logger);
    }

    public HtpasswdFile? Current => _file.Current;

    public CredentialStoreStatus Status
    {
        get
        {
            WatchedFileStatus<HtpasswdFile> status = _file.Status;
            int problems = status.Snapshot is { } file ? _report.CountProblems(file) : 0;
            return new CredentialStoreStatus(status.Snapshot, problems, status.LoadedAt, status.UnavailableSince, status.Closed);
        }
    }

    /// <summary>Reads the file for the first time and begins to watch it. A missing file is no error: the store is closed until it comes.</summary>
    public void Start() => _file.Start();

    public void Dispose() => _file.Dispose();

    /// <summary>Serves what this process wrote as soon as it is written. No look comes between the two.</summary>
    /// <param name="write">Changes the file, or not, and returns it as it is then.</param>
    public void Write(Func<HtpasswdFile> write) => _file.Write(_ => write());

    /// <summary>Looks at the file once and returns when to look again.</summary>
    internal TimeSpan Look() => _file.Look();
}
