using Microsoft.Extensions.Logging;

namespace HtpasswdAuth;

internal static partial class Log
{
    [LoggerMessage(EventId = EventIds.GroupFileLoaded, Level = LogLevel.Information, EventName = nameof(EventIds.GroupFileLoaded),
        Message = "Loaded the groups of {Users} users from {GroupFile}; {Problems} problems")]
    public static partial void GroupFileLoaded(this ILogger logger, int users, string groupFile, int problems);

    [LoggerMessage(EventId = EventIds.GroupFileProblem, Level = LogLevel.Warning, EventName = nameof(EventIds.GroupFileProblem),
        Message = "{GroupFile} line {LineNumber}: {Problem}. The rest of the file is served")]
    public static partial void GroupFileProblem(this ILogger logger, string groupFile, int lineNumber, CredentialFileProblemCode problem);

    [LoggerMessage(EventId = EventIds.GroupFileUnavailable, Level = LogLevel.Error, EventName = nameof(EventIds.GroupFileUnavailable),
        Message = "{GroupFile} cannot be read ({Reason}). The last good copy counts for a moment, then nobody is in a group: restore the file or its permissions")]
    public static partial void GroupFileUnavailable(this ILogger logger, string groupFile, string reason);

    [LoggerMessage(EventId = EventIds.GroupFileClosed, Level = LogLevel.Critical, EventName = nameof(EventIds.GroupFileClosed),
        Message = "{GroupFile} cannot be read ({Reason}). Nobody is in a group until it can: restore the file or its permissions")]
    public static partial void GroupFileClosed(this ILogger logger, string groupFile, string reason);

    [LoggerMessage(EventId = EventIds.GroupFileBack, Level = LogLevel.Information, EventName = nameof(EventIds.GroupFileBack),
        Message = "{GroupFile} can be read again")]
    public static partial void GroupFileBack(this ILogger logger, string groupFile);
}
