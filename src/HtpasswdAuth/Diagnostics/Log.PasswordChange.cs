using Microsoft.Extensions.Logging;

namespace HtpasswdAuth;

/// <summary>
/// The changing of passwords. Left out on purpose: passwords, hashes, and messages of exceptions of the application's own code, which
/// may quote a password. User names are escaped by whoever calls.
/// </summary>
internal static partial class Log
{
    [LoggerMessage(EventId = EventIds.PasswordChanged, Level = LogLevel.Information, EventName = nameof(EventIds.PasswordChanged),
        Message = "[client {Client}] user {UserName} of {Scheme} changed the password (it was required: {Forced})")]
    public static partial void PasswordChanged(this ILogger logger, string client, string userName, string scheme, bool forced);

    [LoggerMessage(EventId = EventIds.PasswordChangeRefused, Level = LogLevel.Warning, EventName = nameof(EventIds.PasswordChangeRefused),
        Message = "[client {Client}] change of the password of {UserName} of {Scheme} refused: {Reason}")]
    public static partial void PasswordChangeRefused(this ILogger logger, string client, string userName, string scheme, string reason);

    [LoggerMessage(EventId = EventIds.UserFileUnwritable, Level = LogLevel.Error, EventName = nameof(EventIds.UserFileUnwritable),
        Message = "The password file {Path} could not be changed: {Reason}. Every password is as it was. Check its owner, mode and disk; where it is read-only on purpose, do not offer to change passwords")]
    public static partial void UserFileUnwritable(this ILogger logger, Exception exception, string path, string reason);

    [LoggerMessage(EventId = EventIds.UserLineUnwritable, Level = LogLevel.Error, EventName = nameof(EventIds.UserLineUnwritable),
        Message = "The line of {UserName} in {Path} cannot be changed without damage to others: Apache's tools read it otherwise than httpd does, since a backslash joins it to the next line, for example. Write it anew on a line of its own")]
    public static partial void UserLineUnwritable(this ILogger logger, string userName, string path);

    [LoggerMessage(EventId = EventIds.DigestFileUnwritable, Level = LogLevel.Error, EventName = nameof(EventIds.DigestFileUnwritable),
        Message = "The digest file {Path} could not be changed: {Reason}. So the password file was not either; every password is as it was. Check its owner, mode and disk")]
    public static partial void DigestFileUnwritable(this ILogger logger, Exception exception, string path, string reason);

    [LoggerMessage(EventId = EventIds.DigestFileOutOfStep, Level = LogLevel.Critical, EventName = nameof(EventIds.DigestFileOutOfStep),
        Message = "User {UserName}: the digest file {Path} has the new password and the password file the old one, since the second write failed and the first could not be taken back. Set one password with htdigest and htpasswd")]
    public static partial void DigestFileOutOfStep(this ILogger logger, Exception exception, string userName, string path);

    [LoggerMessage(EventId = EventIds.PasswordStateUnwritable, Level = LogLevel.Error, EventName = nameof(EventIds.PasswordStateUnwritable),
        Message = "It could not be written that {UserName} changed the password: {Reason}. If the change was required, it will be again. Check the password state file's owner, mode, disk and content, or why the database that has it cannot be reached or written")]
    public static partial void PasswordStateUnwritable(this ILogger logger, Exception exception, string userName, string reason);

    [LoggerMessage(EventId = EventIds.BreachedPasswordsUnreadable, Level = LogLevel.Warning, EventName = nameof(EventIds.BreachedPasswordsUnreadable),
        Message = "The file of breached passwords {Path} cannot be read; a new password was not compared with it. Check that it is there and readable by this process")]
    public static partial void BreachedPasswordsUnreadable(this ILogger logger, Exception exception, string path);

    [LoggerMessage(EventId = EventIds.BreachedPasswordsMalformed, Level = LogLevel.Warning, EventName = nameof(EventIds.BreachedPasswordsMalformed),
        Message = "The file of breached passwords {Path} is not made of lines HASH:COUNT with SHA-1 hashes, ordered by hash; a new password was not compared with it. Download it anew, ordered by hash")]
    public static partial void BreachedPasswordsMalformed(this ILogger logger, string path);

    [LoggerMessage(EventId = EventIds.BreachedPasswordsFailed, Level = LogLevel.Warning, EventName = nameof(EventIds.BreachedPasswordsFailed),
        Message = "The application's IBreachedPasswords failed ({Exception}); a new password was judged without it")]
    public static partial void BreachedPasswordsFailed(this ILogger logger, string exception);

    [LoggerMessage(EventId = EventIds.PasswordStrengthFailed, Level = LogLevel.Warning, EventName = nameof(EventIds.PasswordStrengthFailed),
        Message = "The application's IPasswordStrength failed ({Exception}); a new password was judged without it")]
    public static partial void PasswordStrengthFailed(this ILogger logger, string exception);

    [LoggerMessage(EventId = EventIds.PasswordChangedHookFailed, Level = LogLevel.Error, EventName = nameof(EventIds.PasswordChangedHookFailed),
        Message = "The application's IPasswordChanged {Hook} failed ({Exception}) after {UserName} had changed the password; it stays changed")]
    public static partial void PasswordChangedHookFailed(this ILogger logger, string hook, string exception, string userName);

    [LoggerMessage(EventId = EventIds.PasswordChangeRequired, Level = LogLevel.Information, EventName = nameof(EventIds.PasswordChangeRequired),
        Message = "[client {Client}] user {UserName}: right password, but it has to be changed before \"{Path}\"")]
    public static partial void PasswordChangeRequired(this ILogger logger, string client, string userName, string path);

    [LoggerMessage(EventId = EventIds.PasswordExpired, Level = LogLevel.Information, EventName = nameof(EventIds.PasswordExpired),
        Message = "The password of {UserName} was for a while that is over, so it counts as wrong. Give the user another: htauth password temporary")]
    public static partial void PasswordExpired(this ILogger logger, string userName);

    [LoggerMessage(EventId = EventIds.NoPasswordPage, Level = LogLevel.Error, EventName = nameof(EventIds.NoPasswordPage),
        Message = "A user has to change the password, but there is no page to do so. Map one: app.MapHtpasswdApi(\"/api/account\")")]
    public static partial void NoPasswordPage(this ILogger logger);
}
