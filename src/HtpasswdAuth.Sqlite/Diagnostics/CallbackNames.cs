namespace HtpasswdAuth.Sqlite;

/// <summary>The names of all code that runs beside requests; in the log and in metrics, so a name stays what it is.</summary>
internal static class CallbackNames
{
    public const string LookAtAccounts = "account-look";
    public const string CheckAccounts = "account-check";
    public const string WorkOnAccounts = "account-work";
}
