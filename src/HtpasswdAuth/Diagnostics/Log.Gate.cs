using Microsoft.Extensions.Logging;

namespace HtpasswdAuth;

/// <summary>The messages of the whole-site gate.</summary>
internal static partial class Log
{
    [LoggerMessage(EventId = EventIds.ShortCircuitIgnored, Level = LogLevel.Warning, EventName = nameof(EventIds.ShortCircuitIgnored),
        Message = "The endpoint {Endpoint} appeared after the start and is marked ShortCircuit(), which would answer it before the gate asks for a password. The mark is ignored, on it and others like it. Leave it out, or add AllowWithoutPassword()")]
    public static partial void ShortCircuitIgnored(this ILogger logger, string endpoint);
}
