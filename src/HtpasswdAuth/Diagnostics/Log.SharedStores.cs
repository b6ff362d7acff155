using Microsoft.Extensions.Logging;

namespace HtpasswdAuth;

internal static partial class Log
{
    [LoggerMessage(EventId = EventIds.SharedUsersUnwritable, Level = LogLevel.Error, EventName = nameof(EventIds.SharedUsersUnwritable),
        Message = "A password could not be written into the store that the nodes share, and nobody was told that it was changed. Old passwords go on working: see why the store cannot be reached or written")]
    public static partial void SharedUsersUnwritable(this ILogger logger, Exception? exception);

    [LoggerMessage(EventId = EventIds.AttemptsNotShared, Level = LogLevel.Warning, EventName = nameof(EventIds.AttemptsNotShared),
        Message = "Wrong passwords are not added up among the nodes right now, so each counts for itself: see why the store cannot be reached")]
    public static partial void AttemptsNotShared(this ILogger logger, Exception exception);

    [LoggerMessage(EventId = EventIds.AttemptsSharedAgain, Level = LogLevel.Information, EventName = nameof(EventIds.AttemptsSharedAgain),
        Message = "Wrong passwords are added up among the nodes again")]
    public static partial void AttemptsSharedAgain(this ILogger logger);

    [LoggerMessage(EventId = EventIds.SharedUpgradesStopped, Level = LogLevel.Warning, EventName = nameof(EventIds.SharedUpgradesStopped),
        Message = "Weak hashes stay as they are and users sign in as before, since something that the nodes share cannot be written. {Store}: {Reason}. It is tried again in a few minutes; this is told once")]
    public static partial void SharedUpgradesStopped(this ILogger logger, string store, string reason);

    [LoggerMessage(EventId = EventIds.KeyRingUnavailable, Level = LogLevel.Error, EventName = nameof(EventIds.KeyRingUnavailable),
        Message = "The keys of cookies could not be read from the store that the nodes share or written to it. No node makes keys of its own meanwhile: see why the store cannot be reached")]
    public static partial void KeyRingUnavailable(this ILogger logger, Exception exception);

    [LoggerMessage(EventId = EventIds.KeyRingUnprotected, Level = LogLevel.Warning, EventName = nameof(EventIds.KeyRingUnprotected),
        Message = "The nodes share the keys of cookies unencrypted: who reads them where they are kept, or in a backup, can make the cookies of sign-in forms. Encrypt them with a certificate that every node has: AddDataProtection().ProtectKeysWithCertificate(certificate)")]
    public static partial void KeyRingUnprotected(this ILogger logger);
}
