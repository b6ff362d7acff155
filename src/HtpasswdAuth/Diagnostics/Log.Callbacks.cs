using Microsoft.Extensions.Logging;

namespace HtpasswdAuth;

internal static partial class Log
{
    [LoggerMessage(EventId = EventIds.CallbackFailed, Level = LogLevel.Error, EventName = nameof(EventIds.CallbackFailed),
        Message = "Code that runs beside requests ({Callback}) failed unexpectedly; it goes on. Please report it")]
    public static partial void CallbackFailed(this ILogger logger, Exception exception, string callback);
}
