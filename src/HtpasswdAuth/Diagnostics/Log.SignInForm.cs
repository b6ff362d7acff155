using Microsoft.Extensions.Logging;

namespace HtpasswdAuth;

/// <summary>The sign-in form and its sessions. Names are escaped by the caller.</summary>
internal static partial class Log
{
    [LoggerMessage(EventId = EventIds.SignedInByForm, Level = LogLevel.Information, EventName = nameof(EventIds.SignedInByForm),
        Message = "{UserName} signed in by the form")]
    public static partial void SignedInByForm(this ILogger logger, string userName);

    [LoggerMessage(EventId = EventIds.SessionStateUnwritable, Level = LogLevel.Error, EventName = nameof(EventIds.SessionStateUnwritable),
        Message = "It cannot be written that a session is over; it goes on until its time is up or the password changes. Check the state file's owner, mode and disk, or why the database that has it cannot be reached or written")]
    public static partial void SessionStateUnwritable(this ILogger logger, Exception exception);

    [LoggerMessage(EventId = EventIds.NoSignInPage, Level = LogLevel.Error, EventName = nameof(EventIds.NoSignInPage),
        Message = "The sign-in form is enabled, but there is no page with it. Map one: app.MapHtpasswdApi(\"/api/account\")")]
    public static partial void NoSignInPage(this ILogger logger);
}
