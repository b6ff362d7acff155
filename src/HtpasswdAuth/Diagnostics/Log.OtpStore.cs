using Microsoft.Extensions.Logging;

namespace HtpasswdAuth;

internal static partial class Log
{
    [LoggerMessage(EventId = EventIds.OtpFileLoaded, EventName = nameof(EventIds.OtpFileLoaded),
        Message = "Loaded {OtpFile} in {Milliseconds} ms: {Users} users")]
    public static partial void OtpFileLoaded(this ILogger logger, LogLevel level, string otpFile, long milliseconds, int users);

    [LoggerMessage(EventId = EventIds.OtpFileUnavailable, Level = LogLevel.Error, EventName = nameof(EventIds.OtpFileUnavailable),
        Message = "{OtpFile}: {Problem}")]
    public static partial void OtpFileUnavailable(this ILogger logger, string otpFile, string problem);

    [LoggerMessage(EventId = EventIds.OtpFileClosed, Level = LogLevel.Critical, EventName = nameof(EventIds.OtpFileClosed),
        Message = "{OtpFile}: {Problem}")]
    public static partial void OtpFileClosed(this ILogger logger, string otpFile, string problem);

    [LoggerMessage(EventId = EventIds.OtpFileBroken, Level = LogLevel.Critical, EventName = nameof(EventIds.OtpFileBroken),
        Message = "{OtpFile}: {Problem}")]
    public static partial void OtpFileBroken(this ILogger logger, string otpFile, string problem);

    [LoggerMessage(EventId = EventIds.OtpFileBack, Level = LogLevel.Information, EventName = nameof(EventIds.OtpFileBack),
        Message = "{OtpFile} can be used again")]
    public static partial void OtpFileBack(this ILogger logger, string otpFile);

    [LoggerMessage(EventId = EventIds.OtpFileUnwritable, Level = LogLevel.Critical, EventName = nameof(EventIds.OtpFileUnwritable),
        Message = "{OtpFile}: {Problem} ({Reason})")]
    public static partial void OtpFileUnwritable(this ILogger logger, string otpFile, string problem, string reason);

    [LoggerMessage(EventId = EventIds.OtpFileWritable, Level = LogLevel.Information, EventName = nameof(EventIds.OtpFileWritable),
        Message = "{OtpFile} can be written again")]
    public static partial void OtpFileWritable(this ILogger logger, string otpFile);
}
