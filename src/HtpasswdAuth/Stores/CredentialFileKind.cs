using Microsoft.Extensions.Logging;
using Microsoft.Win32.SafeHandles;

namespace HtpasswdAuth;

/// <summary>A password file: no content breaks it, nothing stands in for it, and there is much to tell of it.</summary>
internal sealed class CredentialFileKind(
    WatchedCredentialStoreSettings settings, CredentialFileReport report, HtpasswdMetrics metrics, ILogger logger) : IWatchedFileKind<HtpasswdFile>
{
    public HtpasswdFile? StandIn => null;

    public FileReading<HtpasswdFile> Read(SafeFileHandle handle)
    {
        HtpasswdFile file = HtpasswdFile.Load(handle);
        return new FileReading<HtpasswdFile>(file.Content, file);
    }

    public ReadOnlyMemory<byte> ContentOf(HtpasswdFile snapshot) => snapshot.Content;

    public void Loaded(WatchedFileStatus<HtpasswdFile> before, HtpasswdFile snapshot, TimeSpan took)
    {
        metrics.Reloaded(before.Snapshot?.Count ?? 0, snapshot.Count);
        report.Loaded(snapshot, took);
    }

    public void Unavailable(WatchedFileStatus<HtpasswdFile> status) =>
        logger.FileUnavailable(settings.UserFile, Reason(status.Trouble), settings.MissingFileGrace);

    public void Closed(WatchedFileStatus<HtpasswdFile> status) => logger.FileClosed(settings.UserFile, Reason(status.Trouble));

    public void Back() => logger.FileBack(settings.UserFile);

    public void Broken(WatchedFileStatus<HtpasswdFile> status)
    {
        // Lines that cannot be understood are problems of their own, and the rest of the file is served.
    }

    public void Looked()
    {
        // The file is only read.
    }

    private static string Reason(FileTrouble trouble) => trouble switch
    {
        FileTrouble.Missing => "it is missing",
        FileTrouble.Unreadable => "access failed",
        _ => "unexpected error",
    };
}
