using Microsoft.Extensions.Logging;
using Microsoft.Win32.SafeHandles;

namespace HtpasswdAuth;

/// <summary>A group file: no content breaks it, and without it nobody is in a group.</summary>
internal sealed class GroupFileKind(string path, ILogger logger) : IWatchedFileKind<HtgroupFile>
{
    private const int MaxProblemsLogged = 20;

    private HashSet<CredentialFileProblem> _known = [];

    public HtgroupFile? StandIn => null;

    public FileReading<HtgroupFile> Read(SafeFileHandle handle)
    {
        HtgroupFile file = HtgroupFile.Load(handle);
        return new FileReading<HtgroupFile>(file.Content, file);
    }

    public ReadOnlyMemory<byte> ContentOf(HtgroupFile snapshot) => snapshot.Content;

    public void Loaded(WatchedFileStatus<HtgroupFile> before, HtgroupFile snapshot, TimeSpan took)
    {
        logger.GroupFileLoaded(snapshot.UserCount, path, snapshot.ProblemCount);
        foreach (CredentialFileProblem problem in snapshot.Problems.Where(problem => !_known.Contains(problem)).Take(MaxProblemsLogged))
        {
            logger.GroupFileProblem(path, problem.LineNumber, problem.Code);
        }

        _known = [.. snapshot.Problems];
    }

    public void Unavailable(WatchedFileStatus<HtgroupFile> status) => logger.GroupFileUnavailable(path, Reason(status.Trouble));

    public void Closed(WatchedFileStatus<HtgroupFile> status) => logger.GroupFileClosed(path, Reason(status.Trouble));

    public void Broken(WatchedFileStatus<HtgroupFile> status)
    {
        // Lines that cannot be understood are problems of their own, and the rest of the file is served.
    }

    public void Back() => logger.GroupFileBack(path);

    public void Looked()
    {
        // The file is only read.
    }

    private static string Reason(FileTrouble trouble) => trouble switch
    {
        FileTrouble.Missing => "it is missing",
        FileTrouble.Unreadable => "access failed",
        FileTrouble.TooLarge => "it is larger than 2 GB, the limit of what is held in memory: divide it, or keep its users in a database",
        _ => "unexpected error",
    };
}
