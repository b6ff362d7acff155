using Microsoft.Extensions.Logging;
using Microsoft.Win32.SafeHandles;

namespace HtpasswdAuth;

/// <summary>A file of users and their hashes: no content breaks it, nothing stands in for it, and there is much to tell of it.</summary>
internal sealed class CredentialFileKind<T>(
    WatchedCredentialStoreSettings settings,
    CredentialFileTraits<T> traits,
    CredentialFileReport report,
    BlockingReaders readers,
    HtpasswdMetrics metrics,
    ILogger logger)
    : IWatchedFileKind<T>
    where T : class
{
    public FileReading<T> Read(SafeFileHandle handle)
    {
        T file = traits.Load(handle);
        return new FileReading<T>(traits.ContentOf(file), file);
    }

    public bool HasText(T snapshot, CredentialText file) => traits.HasText(snapshot, file);

    /// <summary>One that was read is another: it was compared before.</summary>
    public bool AreSame(T last, T next) => ReferenceEquals(last, next);

    public CredentialFileVerdict Judge(FileReading<T> reading, T? last, TimeSpan still) => CredentialFileEvidence.Of(reading.Content.Span).Judge(
        traits.CountUsers(reading.Snapshot!), last is null ? null : traits.CountUsers(last), still, settings.ShrunkFileGrace);

    public T? PartOf(FileReading<T> reading) => FilePart.Of(reading, traits.CountUsers, traits.Parse);

    public void InDoubt(WatchedFileStatus<T> status, T? part)
    {
        if (part is not null && status.Snapshot is { } last)
        {
            logger.FileInDoubt(settings.UserFile, status.State, traits.CountUsers(part), traits.CountUsers(last), settings.ShrunkFileGrace);
        }
    }

    public void Loaded(WatchedFileStatus<T> before, T snapshot, TimeSpan took)
    {
        metrics.Reloaded(before.Snapshot is { } last ? traits.CountUsers(last) : 0, traits.CountUsers(snapshot));
        report.Loaded(traits.CountUsers(snapshot), traits.ProblemsOf(snapshot), traits.CountProblems(snapshot), took);
    }

    public void Unavailable(WatchedFileStatus<T> status) =>
        logger.FileUnavailable(settings.UserFile, status.Reason, settings.MissingFileGrace);

    public void Closed(WatchedFileStatus<T> status) => logger.FileClosed(settings.UserFile, status.Reason);

    public void Back() => logger.FileBack(settings.UserFile);

    public void Broken(WatchedFileStatus<T> status)
    {
        // Lines that cannot be understood are problems of their own, and the rest of the file is served.
    }

    public void Looked() => readers.Looked();
}
