namespace HtpasswdAuth;

/// <summary>The names of all code that runs beside requests; in the log and in metrics, so a name stays what it is.</summary>
internal static class CallbackNames
{
    public const string FileLook = "file-look";
    public const string FileEvent = "file-event";
    public const string FileEvents = "file-events";
    public const string FileEventsEnd = "file-events-end";
    public const string FileWatchdog = "file-watchdog";
    public const string AllFolderEvents = "folder-events";
    public const string FolderLooks = "folder-looks";
    public const string PasswordVerification = "password-verification";
    public const string PasswordChange = "password-change";
    public const string HashGenerator = "hash-generator";
    public const string HashUpgrade = "hash-upgrade";
    public const string AppPasswordUse = "app-password-use";
    public const string AttemptsPoll = "attempts-poll";
    public const string AttemptsExchange = "attempts-exchange";
    public const string AccountsLook = "accounts-look";
    public const string SiteEnd = "site-end";
}
