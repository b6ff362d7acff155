using Microsoft.Extensions.Logging;

namespace HtpasswdAuth;

internal static partial class Log
{
    [LoggerMessage(EventId = EventIds.ForwardAuthStranger, Level = LogLevel.Warning, EventName = nameof(EventIds.ForwardAuthStranger),
        Message = "[auth_forward:warn] [client {Client}] asked \"{Path}\", which answers proxies only; answered 403. If this is the proxy, add its network to KnownProxies")]
    public static partial void ForwardAuthStranger(this ILogger logger, string client, string path);

    [LoggerMessage(EventId = EventIds.ForwardAuthUnreadable, Level = LogLevel.Warning, EventName = nameof(EventIds.ForwardAuthUnreadable),
        Message = "[auth_forward:warn] [client {Client}] no original request could be read from {UriHeader} and {MethodHeader}; answered 403. Have the proxy set both, or set Proxy to the one that asks; it is {Proxy}")]
    public static partial void ForwardAuthUnreadable(this ILogger logger, string client, string uriHeader, string methodHeader, string proxy);

    [LoggerMessage(EventId = EventIds.ForwardAuthForeignOrigin, Level = LogLevel.Warning, EventName = nameof(EventIds.ForwardAuthForeignOrigin),
        Message = "[auth_forward:warn] [client {Client}] came from {Origin}, which is not among ReturnOrigins; not sent to the portal. If it is a host of yours, add it there")]
    public static partial void ForwardAuthForeignOrigin(this ILogger logger, string client, string origin);
}
