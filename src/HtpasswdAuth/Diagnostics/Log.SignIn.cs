using Microsoft.Extensions.Logging;

namespace HtpasswdAuth;

/// <summary>
/// The messages of failed sign-ins follow mod_auth_basic and mod_authn_file to the letter, so that fail2ban's
/// <c>apache-auth</c> filter and existing log analysis match them. Left out on purpose: passwords, hashes, header values.
/// All text a client chose is passed through <see cref="LogText.Escape"/>.
/// </summary>
internal static partial class Log
{
    [LoggerMessage(EventId = EventIds.PasswordMismatch, Level = LogLevel.Error, EventName = nameof(EventIds.PasswordMismatch),
        Message = "[auth_basic:error] [pid {ProcessId}] [client {Client}] AH01617: user {UserName}: authentication failure for \"{Path}\": Password Mismatch")]
    public static partial void PasswordMismatch(this ILogger logger, int processId, string client, string userName, string path);

    [LoggerMessage(EventId = EventIds.UserNotFound, Level = LogLevel.Error, EventName = nameof(EventIds.UserNotFound),
        Message = "[auth_basic:error] [pid {ProcessId}] [client {Client}] AH01618: user {UserName} not found: {Path}")]
    public static partial void UserNotFound(this ILogger logger, int processId, string client, string userName, string path);

    [LoggerMessage(EventId = EventIds.UnusableHash, Level = LogLevel.Error, EventName = nameof(EventIds.UnusableHash),
        Message = "[auth_basic:error] [pid {ProcessId}] [client {Client}] AH01617: user {UserName}: authentication failure for \"{Path}\": the stored hash cannot be used. Set the password anew with htpasswd -B")]
    public static partial void UnusableHash(this ILogger logger, int processId, string client, string userName, string path);

    [LoggerMessage(EventId = EventIds.MalformedCredentials, Level = LogLevel.Information, EventName = nameof(EventIds.MalformedCredentials),
        Message = "[auth_basic:info] [pid {ProcessId}] [client {Client}] malformed Authorization header for \"{Path}\"")]
    public static partial void MalformedCredentials(this ILogger logger, int processId, string client, string path);

    [LoggerMessage(EventId = EventIds.InsecureTransport, Level = LogLevel.Warning, EventName = nameof(EventIds.InsecureTransport),
        Message = "[auth_basic:warn] [pid {ProcessId}] [client {Client}] credentials over plain HTTP refused for \"{Path}\". Serve HTTPS; behind a proxy that ends TLS, configure ForwardedHeaders (X-Forwarded-Proto) before authentication; or set AllowInsecureTransport")]
    public static partial void InsecureTransport(this ILogger logger, int processId, string client, string path);

    [LoggerMessage(EventId = EventIds.ForwardedHeadersUnread, Level = LogLevel.Warning, EventName = nameof(EventIds.ForwardedHeadersUnread),
        Message = "{Header} comes from a proxy on this machine, and nothing has read it: all clients count as one, the machine itself, for wrong passwords, networks and this log. Configure ForwardedHeaders (X-Forwarded-For, X-Forwarded-Proto) and call UseForwardedHeaders before UseHtpasswd, UseHtaccess or UseAuthentication")]
    public static partial void ForwardedHeadersUnread(this ILogger logger, string header);

    [LoggerMessage(EventId = EventIds.VerificationRefused, Level = LogLevel.Warning, EventName = nameof(EventIds.VerificationRefused),
        Message = "[auth_basic:warn] [pid {ProcessId}] [client {Client}] too many verifications are waiting; answered 503 for \"{Path}\"")]
    public static partial void VerificationRefused(this ILogger logger, int processId, string client, string path);

    [LoggerMessage(EventId = EventIds.StoreUnavailable, Level = LogLevel.Error, EventName = nameof(EventIds.StoreUnavailable),
        Message = "[auth_basic:crit] [pid {ProcessId}] [client {Client}] no users, or no states of their passwords, to check against, since a file or a database cannot be read; answered 503 for \"{Path}\"")]
    public static partial void StoreUnavailable(this ILogger logger, int processId, string client, string path);

    [LoggerMessage(EventId = EventIds.RejectedByEvent, Level = LogLevel.Information, EventName = nameof(EventIds.RejectedByEvent),
        Message = "[auth_basic:info] [pid {ProcessId}] [client {Client}] user {UserName} rejected by the CredentialsVerified event for \"{Path}\"")]
    public static partial void RejectedByEvent(this ILogger logger, int processId, string client, string userName, string path);

    [LoggerMessage(EventId = EventIds.TooManyAttempts, Level = LogLevel.Information, EventName = nameof(EventIds.TooManyAttempts),
        Message = "[auth_basic:info] [pid {ProcessId}] [client {Client}] user {UserName}: too many wrong passwords before; answered 429 for \"{Path}\"")]
    public static partial void TooManyAttempts(this ILogger logger, int processId, string client, string userName, string path);

    [LoggerMessage(EventId = EventIds.AttemptsDelayed, Level = LogLevel.Warning, EventName = nameof(EventIds.AttemptsDelayed),
        Message = "[auth_basic:warn] [pid {ProcessId}] [client {Client}] user {UserName}: too many wrong passwords; from now on attempts of this {Bucket} have to wait, up to {MaxDelay}")]
    public static partial void AttemptsDelayed(this ILogger logger, int processId, string client, string userName, string bucket, TimeSpan maxDelay);

    [LoggerMessage(EventId = EventIds.AttemptsGivenBack, Level = LogLevel.Information, EventName = nameof(EventIds.AttemptsGivenBack),
        Message = "All tries at a user name that had none left were given back, as 'htauth unlock' does")]
    public static partial void AttemptsGivenBack(this ILogger logger);
}
