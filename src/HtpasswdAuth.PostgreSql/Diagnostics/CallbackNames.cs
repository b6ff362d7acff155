namespace HtpasswdAuth.PostgreSql;

/// <summary>The names of all code that runs beside requests; in the log and in metrics, so a name stays what it is.</summary>
internal static class CallbackNames
{
    public const string Synchronization = "database-synchronization";
    public const string ChangeListening = "database-change-listening";
    public const string ChangeNotice = "database-change-notice";
    public const string ChangeNotifying = "database-change-notifying";
    public const string KeyRing = "database-key-ring";
}
