using Microsoft.Extensions.Logging;

namespace HtpasswdAuth;

internal static partial class Log
{
    [LoggerMessage(EventId = EventIds.FolderClosed, Level = LogLevel.Error, EventName = nameof(EventIds.FolderClosed),
        Message = "{HtaccessFile} line {LineNumber}: {Problem} Everything in its folder is answered {Status}")]
    public static partial void FolderClosed(this ILogger logger, string htaccessFile, int lineNumber, string problem, int status);

    [LoggerMessage(EventId = EventIds.HtaccessSectionSkipped, Level = LogLevel.Information, EventName = nameof(EventIds.HtaccessSectionSkipped),
        Message = "{HtaccessFile} line {LineNumber}: the section is passed over, since there is no module {Module} here")]
    public static partial void HtaccessSectionSkipped(this ILogger logger, string htaccessFile, int lineNumber, string module);

    [LoggerMessage(EventId = EventIds.PathUndecided, Level = LogLevel.Error, EventName = nameof(EventIds.PathUndecided),
        Message = "What holds for {File} cannot be found out; the request is refused. See why the folders above it, or links in its path, cannot be read")]
    public static partial void PathUndecided(this ILogger logger, Exception exception, string file);

    [LoggerMessage(EventId = EventIds.AccessMisconfigured, Level = LogLevel.Error, EventName = nameof(EventIds.AccessMisconfigured),
        Message = "The .htaccess files for {Path} cannot work: {Problem}. The request is answered 500")]
    public static partial void AccessMisconfigured(this ILogger logger, string path, string problem);

    [LoggerMessage(EventId = EventIds.ClientDenied, Level = LogLevel.Error, EventName = nameof(EventIds.ClientDenied),
        Message = "[authz_core:error] [pid {ProcessId}] [client {Client}] AH01630: client denied by server configuration: {Path}")]
    public static partial void ClientDenied(this ILogger logger, int processId, string client, string path);

    [LoggerMessage(EventId = EventIds.UserNotAuthorized, Level = LogLevel.Error, EventName = nameof(EventIds.UserNotAuthorized),
        Message = "[authz_core:error] [pid {ProcessId}] [client {Client}] AH01631: user {User}: authorization failure for \"{Path}\": ")]
    public static partial void UserNotAuthorized(this ILogger logger, int processId, string client, string user, string path);
}
