namespace HtpasswdAuth;

/// <summary>What went wrong at account endpoints, in words. Codes do not change: programs compare them, and translations go by them.</summary>
internal static class AccountErrors
{
    public const string LaterOrAdministrator = "Try again later; if it stays so, tell the administrator of this site";

    public static readonly TimeSpan WorthTryingAgain = TimeSpan.FromSeconds(10);

    /// <summary>Something could not be read or written on our side; it says nothing about what was sent.</summary>
    public static HtpasswdPageError Unavailable { get; } =
        new("unavailable", "This is not possible right now.", $"Nothing was changed. {LaterOrAdministrator}, whose log says why.") { RetryAfter = WorthTryingAgain };

    public static HtpasswdPageError NotSaved { get; } =
        new("unavailable", "It could not be saved; nothing was changed.", $"{LaterOrAdministrator}.") { RetryAfter = WorthTryingAgain };

    public static HtpasswdPageError EnrolmentReadOnly { get; } = new(
        "enrolment-read-only", "The second factor cannot be set up or changed here.",
        "This site cannot save it. Ask the administrator of this site to set it up for you, or to take it back.");

    public static HtpasswdPageError RecoveryCodesReadOnly { get; } = new(
        "recovery-codes-read-only", "New recovery codes cannot be made here.",
        "This site cannot save them. Ask the administrator of this site for new ones; those that are left stay good.");

    public static HtpasswdPageError AppPasswordsReadOnly { get; } = new(
        "app-passwords-read-only", "App passwords cannot be made or removed here.",
        "This site cannot save that. Ask the administrator of this site to do it for you.");

    public static HtpasswdPageError NoSecondFactor { get; } =
        new("no-second-factor", "This site has no second factor.", "The password is enough here, so there is nothing to set up and no code to give.");

    public static HtpasswdPageError SendOnceMore { get; } = new(
        "cross-site", "Please send that once more.",
        "The form was open for too long, or another site sent it in your name. Nothing was changed. Go back, reload the page, and send it again.");

    /// <summary>The cookie is gone from this browser; whoever has a copy of it still has a session.</summary>
    public static HtpasswdPageError SignOutIncomplete { get; } = new(
        "sign-out-incomplete", "Signed out in this browser only.",
        "It could not be written that the session is over. Sign in and out once more, later; if it stays so, tell the administrator of this site, whose log says why.");

    public static HtpasswdPageError WrongTicket { get; } =
        new("ticket-required", "That ticket is not right, or its time is over.", "Ask the administrator of this site for one.") { Field = "ticket" };

    public static HtpasswdPageError EnrolmentStale { get; } = new("enrolment-stale", "That took too long, or was done in another window.", "Begin again.");

    public static HtpasswdPageError NotRecoveryCodes { get; } =
        new("recovery-codes-invalid", "Those are no recovery codes.", "Go back to the page that shows them, and print or copy them from there.");

    public static HtpasswdPageError TooManyAppPasswords { get; } = new(
        "too-many-app-passwords", "There are too many app passwords.",
        $"A user has at most {AppPasswordService.MaxPerUser}. Remove one that is not used any more.") { Limit = AppPasswordService.MaxPerUser };
}
