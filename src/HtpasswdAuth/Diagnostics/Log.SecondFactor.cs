using Microsoft.Extensions.Logging;

namespace HtpasswdAuth;

/// <summary>
/// The second factor. Left out on purpose: codes, secrets, recovery codes, app passwords, cookies. User names are escaped by
/// whoever calls.
/// </summary>
internal static partial class Log
{
    [LoggerMessage(EventId = EventIds.CodeAccepted, Level = LogLevel.Information, EventName = nameof(EventIds.CodeAccepted),
        Message = "Second factor of {UserName} accepted ({Method})")]
    public static partial void CodeAccepted(this ILogger logger, string userName, string method);

    [LoggerMessage(EventId = EventIds.CodeRefused, Level = LogLevel.Warning, EventName = nameof(EventIds.CodeRefused),
        Message = "Second factor of {UserName} refused: {Reason}. {Failures} wrong in a row")]
    public static partial void CodeRefused(this ILogger logger, string userName, string reason, int failures);

    [LoggerMessage(EventId = EventIds.ManyWrongCodes, Level = LogLevel.Warning, EventName = nameof(EventIds.ManyWrongCodes),
        Message = "{Failures} wrong codes in a row for {UserName}, each after the right password: whoever does this knows it. If it is not {UserName}, set another password")]
    public static partial void ManyWrongCodes(this ILogger logger, int failures, string userName);

    [LoggerMessage(EventId = EventIds.CodesBlocked, Level = LogLevel.Error, EventName = nameof(EventIds.CodesBlocked),
        Message = "No codes of {UserName} are accepted any more: too many were wrong. A recovery code still works; otherwise: htauth otp unlock {UserName}")]
    public static partial void CodesBlocked(this ILogger logger, string userName);

    [LoggerMessage(EventId = EventIds.ClockOff, Level = LogLevel.Warning, EventName = nameof(EventIds.ClockOff),
        Message = "The refused code of {UserName} would be right with a clock that is {Seconds} seconds ahead of this server's. Check both clocks")]
    public static partial void ClockOff(this ILogger logger, string userName, double seconds);

    [LoggerMessage(EventId = EventIds.SecretUnreadable, Level = LogLevel.Error, EventName = nameof(EventIds.SecretUnreadable),
        Message = "The secret of {UserName} cannot be decrypted: the key file lacks its key, or the line was changed. Put back the key file that belongs to the enrolment file")]
    public static partial void SecretUnreadable(this ILogger logger, string userName);

    [LoggerMessage(EventId = EventIds.KeyFileUnreadable, Level = LogLevel.Error, EventName = nameof(EventIds.KeyFileUnreadable),
        Message = "The key file {Path} cannot be read; no code is accepted until it can. Check that it is there, whole, and readable by this process")]
    public static partial void KeyFileUnreadable(this ILogger logger, Exception exception, string path);

    [LoggerMessage(EventId = EventIds.CodeStateUnwritable, Level = LogLevel.Error, EventName = nameof(EventIds.CodeStateUnwritable),
        Message = "It cannot be written which codes are spent; no code is accepted until it can. Check the state file's owner, mode and disk, or why the database that has it cannot be reached or written")]
    public static partial void CodeStateUnwritable(this ILogger logger, Exception exception);

    [LoggerMessage(EventId = EventIds.Enrolled, Level = LogLevel.Information, EventName = nameof(EventIds.Enrolled),
        Message = "{UserName} enrolled a second factor")]
    public static partial void Enrolled(this ILogger logger, string userName);

    [LoggerMessage(EventId = EventIds.EnrolmentRemoved, Level = LogLevel.Warning, EventName = nameof(EventIds.EnrolmentRemoved),
        Message = "{UserName} removed the second factor")]
    public static partial void EnrolmentRemoved(this ILogger logger, string userName);

    [LoggerMessage(EventId = EventIds.RecoveryCodesMade, Level = LogLevel.Information, EventName = nameof(EventIds.RecoveryCodesMade),
        Message = "{UserName} made new recovery codes; the old ones are void")]
    public static partial void RecoveryCodesMade(this ILogger logger, string userName);

    [LoggerMessage(EventId = EventIds.RecoveryCodeUsed, Level = LogLevel.Warning, EventName = nameof(EventIds.RecoveryCodeUsed),
        Message = "{UserName} used a recovery code; {Left} are left")]
    public static partial void RecoveryCodeUsed(this ILogger logger, string userName, int left);

    [LoggerMessage(EventId = EventIds.AppPasswordMade, Level = LogLevel.Information, EventName = nameof(EventIds.AppPasswordMade),
        Message = "{UserName} made the app password {Id}")]
    public static partial void AppPasswordMade(this ILogger logger, string userName, string id);

    [LoggerMessage(EventId = EventIds.AppPasswordRemoved, Level = LogLevel.Information, EventName = nameof(EventIds.AppPasswordRemoved),
        Message = "{UserName} removed the app password {Id}")]
    public static partial void AppPasswordRemoved(this ILogger logger, string userName, string id);

    [LoggerMessage(EventId = EventIds.AppPasswordOutOfScope, Level = LogLevel.Warning, EventName = nameof(EventIds.AppPasswordOutOfScope),
        Message = "App password {Id} of {UserName} refused for {Method} {Path}: out of its scope, or over")]
    public static partial void AppPasswordOutOfScope(this ILogger logger, string id, string userName, string method, string path);

    [LoggerMessage(EventId = EventIds.SignedOut, Level = LogLevel.Information, EventName = nameof(EventIds.SignedOut),
        Message = "{UserName} signed out ({Which})")]
    public static partial void SignedOut(this ILogger logger, string userName, string which);

    [LoggerMessage(EventId = EventIds.SecondFactorNotGiven, Level = LogLevel.Information, EventName = nameof(EventIds.SecondFactorNotGiven),
        Message = "[client {Client}] user {UserName}: right password, second factor missing for \"{Path}\"")]
    public static partial void SecondFactorNotGiven(this ILogger logger, string client, string userName, string path);

    [LoggerMessage(EventId = EventIds.NoCodePage, Level = LogLevel.Error, EventName = nameof(EventIds.NoCodePage),
        Message = "A second factor is required, but there is no page to give it on. Map one: app.MapHtpasswdApi(\"/api/account\")")]
    public static partial void NoCodePage(this ILogger logger);

    [LoggerMessage(EventId = EventIds.CrossSiteRefused, Level = LogLevel.Warning, EventName = nameof(EventIds.CrossSiteRefused),
        Message = "[client {Client}] {Method} {Path} refused: it came from another site, or without this site's antiforgery token")]
    public static partial void CrossSiteRefused(this ILogger logger, string client, string method, string path);

    [LoggerMessage(EventId = EventIds.EnrolmentsUnwritable, Level = LogLevel.Error, EventName = nameof(EventIds.EnrolmentsUnwritable),
        Message = "The enrolments could not be written; nothing was changed. Check the enrolment file's owner, mode and disk, or why the database that has them cannot be reached or written; where it is read-only on purpose, enrol with htauth otp")]
    public static partial void EnrolmentsUnwritable(this ILogger logger, Exception exception);
}
