using Microsoft.Extensions.Logging;

namespace HtpasswdAuth;

/// <summary>The replacing of weak hashes. Left out on purpose: passwords, hashes, and messages of unforeseen exceptions.</summary>
internal static partial class Log
{
    [LoggerMessage(EventId = EventIds.HashUpgraded, Level = LogLevel.Information, EventName = nameof(EventIds.HashUpgraded),
        Message = "user {UserName} of {Scheme}: the stored hash was upgraded from {From} to {To}; the password is the same")]
    public static partial void HashUpgraded(this ILogger logger, string userName, string scheme, string from, string to);

    [LoggerMessage(EventId = EventIds.HashUpgradesStopped, Level = LogLevel.Warning, EventName = nameof(EventIds.HashUpgradesStopped),
        Message = "Weak hashes stay as they are and users sign in as before, since {Path} cannot be written ({Reason}). Let this process write it and its directory, or set UpgradeHashes to false. It is tried again when the password file changes, or in an hour; this is told once")]
    public static partial void HashUpgradesStopped(this ILogger logger, string path, string reason);

    [LoggerMessage(EventId = EventIds.HashNotUpgraded, Level = LogLevel.Information, EventName = nameof(EventIds.HashNotUpgraded),
        Message = "A weak hash stays as it is: {Reason}. This is told once")]
    public static partial void HashNotUpgraded(this ILogger logger, string reason);

    [LoggerMessage(EventId = EventIds.HashUpgradeFailed, Level = LogLevel.Error, EventName = nameof(EventIds.HashUpgradeFailed),
        Message = "The hash of {UserName} could not be upgraded ({Exception}); nothing else depends on it. Please report it")]
    public static partial void HashUpgradeFailed(this ILogger logger, string exception, string userName);
}
