using Microsoft.Extensions.Logging;

namespace HtpasswdAuth;

internal static partial class Log
{
    [LoggerMessage(EventId = EventIds.AccountsUnread, Level = LogLevel.Critical, EventName = nameof(EventIds.AccountsUnread),
        Message = "{Problem} Until then all users are answered 503")]
    public static partial void AccountsUnread(this ILogger logger, string problem);

    [LoggerMessage(EventId = EventIds.FileLoaded, Level = LogLevel.Information, EventName = nameof(EventIds.FileLoaded),
        Message = "Loaded {Users} users from {UserFile} in {Milliseconds} ms; {Problems} problems")]
    public static partial void FileLoaded(this ILogger logger, int users, string userFile, long milliseconds, int problems);

    [LoggerMessage(EventId = EventIds.FileProblem, Level = LogLevel.Warning, EventName = nameof(EventIds.FileProblem),
        Message = "{UserFile} line {LineNumber}: {Problem}. The rest of the file is served")]
    public static partial void FileProblem(this ILogger logger, string userFile, int lineNumber, CredentialFileProblemCode problem);

    [LoggerMessage(EventId = EventIds.FileProblemsOmitted, Level = LogLevel.Warning, EventName = nameof(EventIds.FileProblemsOmitted),
        Message = "{UserFile}: {Count} further problems are not listed here")]
    public static partial void FileProblemsOmitted(this ILogger logger, string userFile, int count);

    [LoggerMessage(EventId = EventIds.FileUnavailable, Level = LogLevel.Error, EventName = nameof(EventIds.FileUnavailable),
        Message = "{UserFile} cannot be read ({Reason}). Sign-ins go on from the last good copy for {Grace}, then everybody is refused: restore the file or its permissions")]
    public static partial void FileUnavailable(this ILogger logger, string userFile, string reason, TimeSpan grace);

    [LoggerMessage(EventId = EventIds.FileClosed, Level = LogLevel.Critical, EventName = nameof(EventIds.FileClosed),
        Message = "{UserFile} cannot be read ({Reason}). Everybody is refused with 503 until it can: restore the file or its permissions")]
    public static partial void FileClosed(this ILogger logger, string userFile, string reason);

    [LoggerMessage(EventId = EventIds.FileBack, Level = LogLevel.Information, EventName = nameof(EventIds.FileBack),
        Message = "{UserFile} can be read again")]
    public static partial void FileBack(this ILogger logger, string userFile);

    [LoggerMessage(EventId = EventIds.FileReadableByAll, Level = LogLevel.Warning, EventName = nameof(EventIds.FileReadableByAll),
        Message = "{UserFile} can be read or written by every user of this machine ({Mode}). Consider: chmod 640")]
    public static partial void FileReadableByAll(this ILogger logger, string userFile, string mode);

    [LoggerMessage(EventId = EventIds.FileMountedAlone, Level = LogLevel.Warning, EventName = nameof(EventIds.FileMountedAlone),
        Message = "{UserFile} is mounted alone, so it is written over and not replaced, and what is needed to put it right after a killed write would lie in the container's own layer. Mount its folder instead, or set TMPDIR to a folder on a volume")]
    public static partial void FileMountedAlone(this ILogger logger, string userFile);

    [LoggerMessage(EventId = EventIds.FileEventsUnavailable, Level = LogLevel.Information, EventName = nameof(EventIds.FileEventsUnavailable),
        Message = "No change events for {Directory} ({Reason}); changes are found by looking every {PollInterval}. Nothing needs to be done; for events, see that the directory is there and that fs.inotify.max_user_instances is not used up")]
    public static partial void FileEventsUnavailable(this ILogger logger, string directory, string reason, TimeSpan pollInterval);

    [LoggerMessage(EventId = EventIds.FileCheckFailed, Level = LogLevel.Error, EventName = nameof(EventIds.FileCheckFailed),
        Message = "Looking at {UserFile} failed unexpectedly; it will be tried again. Please report it")]
    public static partial void FileCheckFailed(this ILogger logger, Exception exception, string userFile);

    /// <summary>A file is settling, or has shrunk.</summary>
    public static void FileInDoubt(this ILogger logger, string path, CredentialFileState state, int users, int usersBefore, TimeSpan grace)
    {
        if (state == CredentialFileState.Shrunk)
        {
            logger.FileShrunk(path, users, usersBefore, grace);
        }
        else
        {
            logger.FileUnsettled(path, users, usersBefore, CredentialFileEvidence.Settled);
        }
    }

    [LoggerMessage(EventId = EventIds.FileUnsettled, Level = LogLevel.Information, EventName = nameof(EventIds.FileUnsettled),
        Message = "{UserFile} was written to and may not be complete: {Users} of {UsersBefore} users are in it. The others are answered 503 until it has been left alone for {Settled}")]
    private static partial void FileUnsettled(this ILogger logger, string userFile, int users, int usersBefore, TimeSpan settled);

    [LoggerMessage(EventId = EventIds.FileShrunk, Level = LogLevel.Warning, EventName = nameof(EventIds.FileShrunk),
        Message = "{UserFile} has lost most of its users: {Users} of {UsersBefore} are left. The others are answered 503 until it has been left alone for {Grace}. If it is meant, run: htauth accept FILE; otherwise restore it")]
    private static partial void FileShrunk(this ILogger logger, string userFile, int users, int usersBefore, TimeSpan grace);

    [LoggerMessage(EventId = EventIds.FileOutOfMemory, Level = LogLevel.Error, EventName = nameof(EventIds.FileOutOfMemory),
        Message = "There is not enough memory to read {UserFile}, of {Size} MB. What was read last is served for {Grace}, then nothing. Give the process, or its container, {Needed} MB for it, which is 3.7 times its size, beside what it takes without users; it is tried again by itself")]
    public static partial void FileOutOfMemory(this ILogger logger, string userFile, long size, long needed, TimeSpan grace);

    [LoggerMessage(EventId = EventIds.FileSystemSlow, Level = LogLevel.Warning, EventName = nameof(EventIds.FileSystemSlow),
        Message = "A look at {UserFile} has not ended for {Age}: its file system does not answer. What was read last is served for {Left} more, then nothing. See what the file system waits for, such as a server of files or a full disk")]
    public static partial void FileSystemSlow(this ILogger logger, string userFile, TimeSpan age, TimeSpan left);

    [LoggerMessage(EventId = EventIds.VerificationCrashed, Level = LogLevel.Error, EventName = nameof(EventIds.VerificationCrashed),
        Message = "A password verification failed unexpectedly; the request is refused. Please report it")]
    public static partial void VerificationCrashed(this ILogger logger, Exception exception);
}
