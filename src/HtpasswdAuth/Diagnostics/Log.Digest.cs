using Microsoft.Extensions.Logging;

namespace HtpasswdAuth;

/// <summary>
/// As the messages of Basic, these follow mod_auth_digest for fail2ban's sake. What a stranger need not be banned for, a client with an
/// old challenge, is said in other words. Left out on purpose: nonces, responses, queries.
/// </summary>
internal static partial class Log
{
    [LoggerMessage(EventId = EventIds.DigestUserNotFound, Level = LogLevel.Error, EventName = nameof(EventIds.DigestUserNotFound),
        Message = "[auth_digest:error] [pid {ProcessId}] [client {Client}] AH01790: user `{UserName}' in realm `{Realm}' not found: {Path}")]
    public static partial void DigestUserNotFound(this ILogger logger, int processId, string client, string userName, string realm, string path);

    [LoggerMessage(EventId = EventIds.DigestMismatch, Level = LogLevel.Error, EventName = nameof(EventIds.DigestMismatch),
        Message = "[auth_digest:error] [pid {ProcessId}] [client {Client}] AH01794: user {UserName}: password mismatch: {Path}")]
    public static partial void DigestMismatch(this ILogger logger, int processId, string client, string userName, string path);

    [LoggerMessage(EventId = EventIds.DigestMalformed, Level = LogLevel.Information, EventName = nameof(EventIds.DigestMalformed),
        Message = "[auth_digest:info] [pid {ProcessId}] [client {Client}] missing or malformed user, realm, nonce, uri, response, cnonce, qop or nonce count: {Path}")]
    public static partial void DigestMalformed(this ILogger logger, int processId, string client, string path);

    [LoggerMessage(EventId = EventIds.DigestRealmMismatch, Level = LogLevel.Error, EventName = nameof(EventIds.DigestRealmMismatch),
        Message = "[auth_digest:error] [pid {ProcessId}] [client {Client}] AH01788: realm mismatch - got `{Received}' but expected `{Realm}': {Path}")]
    public static partial void DigestRealmMismatch(this ILogger logger, int processId, string client, string received, string realm, string path);

    [LoggerMessage(EventId = EventIds.DigestAlgorithmNotOffered, Level = LogLevel.Information, EventName = nameof(EventIds.DigestAlgorithmNotOffered),
        Message = "[auth_digest:info] [pid {ProcessId}] [client {Client}] algorithm {Algorithm} is not offered here: {Path}")]
    public static partial void DigestAlgorithmNotOffered(this ILogger logger, int processId, string client, string algorithm, string path);

    [LoggerMessage(EventId = EventIds.DigestQopNotOffered, Level = LogLevel.Information, EventName = nameof(EventIds.DigestQopNotOffered),
        Message = "[auth_digest:info] [pid {ProcessId}] [client {Client}] qop auth-int is not offered here: {Path}. Set AllowAuthInt if it should be")]
    public static partial void DigestQopNotOffered(this ILogger logger, int processId, string client, string path);

    [LoggerMessage(EventId = EventIds.DigestUriMismatch, Level = LogLevel.Warning, EventName = nameof(EventIds.DigestUriMismatch),
        Message = "[auth_digest:warn] [pid {ProcessId}] [client {Client}] uri mismatch - the response was made for <{Uri}>, the request is for <{Path}>. A proxy that rewrites paths breaks Digest")]
    public static partial void DigestUriMismatch(this ILogger logger, int processId, string client, string uri, string path);

    [LoggerMessage(EventId = EventIds.DigestNonceStale, Level = LogLevel.Debug, EventName = nameof(EventIds.DigestNonceStale),
        Message = "[auth_digest:debug] [pid {ProcessId}] [client {Client}] user {UserName}: nonce expired or not of this process - sending new nonce")]
    public static partial void DigestNonceStale(this ILogger logger, int processId, string client, string userName);

    [LoggerMessage(EventId = EventIds.DigestCountUsed, Level = LogLevel.Information, EventName = nameof(EventIds.DigestCountUsed),
        Message = "[auth_digest:info] [pid {ProcessId}] [client {Client}] user {UserName}: nonce count was used before, a replay perhaps - sending new nonce: {Path}")]
    public static partial void DigestCountUsed(this ILogger logger, int processId, string client, string userName, string path);

    [LoggerMessage(EventId = EventIds.DigestBodyTooLarge, Level = LogLevel.Warning, EventName = nameof(EventIds.DigestBodyTooLarge),
        Message = "[auth_digest:warn] [pid {ProcessId}] [client {Client}] qop auth-int refused: the body has more than {MaxBodyBytes} bytes (MaxBodyBytes): {Path}")]
    public static partial void DigestBodyTooLarge(this ILogger logger, int processId, string client, int maxBodyBytes, string path);

    [LoggerMessage(EventId = EventIds.DigestRealmEmpty, Level = LogLevel.Warning, EventName = nameof(EventIds.DigestRealmEmpty),
        Message = "{UserFile} has no user in the realm `{Realm}': nobody can sign in. Set Realm to what stands between the colons of its lines")]
    public static partial void DigestRealmEmpty(this ILogger logger, string userFile, string realm);

    [LoggerMessage(EventId = EventIds.DigestHashesMixed, Level = LogLevel.Warning, EventName = nameof(EventIds.DigestHashesMixed),
        Message = "{UserFile}: in the realm `{Realm}' {Short} users have an MD5 hash only, {Long} a longer one only. Most clients use the stronger algorithm and cannot sign in the former: give everybody both")]
    public static partial void DigestHashesMixed(this ILogger logger, string userFile, string realm, int @short, int @long);
}
