using Microsoft.Extensions.Logging;
using Microsoft.Win32.SafeHandles;

namespace HtpasswdAuth;

/// <summary>A group file: no content breaks it, and without it nobody is in a group.</summary>
internal sealed class GroupFileKind(WatchedFileSettings settings, ILogger logger) : IWatchedFileKind<HtgroupFile>
{
    private const int MaxProblemsLogged = 20;

    private HashSet<CredentialFileProblem> _known = [];

    public FileReading<HtgroupFile> Read(SafeFileHandle handle)
    {
        HtgroupFile file = HtgroupFile.Load(handle);
        return new FileReading<HtgroupFile>(file.Content, file);
    }

    public bool HasText(HtgroupFile snapshot, CredentialText file) => false;

    public bool AreSame(HtgroupFile last, HtgroupFile next) => last.Content.Span.SequenceEqual(next.Content.Span);

    public CredentialFileVerdict Judge(FileReading<HtgroupFile> reading, HtgroupFile? last, TimeSpan still) =>
        CredentialFileEvidence.Of(reading.Content.Span).Judge(reading.Snapshot!.UserCount, last?.UserCount, still, settings.ShrunkGrace);

    public HtgroupFile? PartOf(FileReading<HtgroupFile> reading) => FilePart.Of(reading, static file => file.UserCount, HtgroupFile.Parse);

    public void InDoubt(WatchedFileStatus<HtgroupFile> status, HtgroupFile? part)
    {
        if (part is not null && status.Snapshot is { } last)
        {
            logger.FileInDoubt(settings.Path, status.State, part.UserCount, last.UserCount, settings.ShrunkGrace);
        }
    }

    public void Loaded(WatchedFileStatus<HtgroupFile> before, HtgroupFile snapshot, TimeSpan took)
    {
        logger.GroupFileLoaded(snapshot.UserCount, settings.Path, snapshot.ProblemCount);
        foreach (CredentialFileProblem problem in snapshot.Problems.Where(problem => !_known.Contains(problem)).Take(MaxProblemsLogged))
        {
            logger.GroupFileProblem(settings.Path, problem.LineNumber, problem.Code);
        }

        _known = [.. snapshot.Problems];
    }

    public void Unavailable(WatchedFileStatus<HtgroupFile> status) => logger.GroupFileUnavailable(settings.Path, status.Reason);

    public void Closed(WatchedFileStatus<HtgroupFile> status) => logger.GroupFileClosed(settings.Path, status.Reason);

    public void Broken(WatchedFileStatus<HtgroupFile> status)
    {
        // Lines that cannot be understood are problems of their own, and the rest of the file is served.
    }

    public void Back() => logger.GroupFileBack(settings.Path);

    public void Looked()
    {
        // The file is only read.
    }
}
