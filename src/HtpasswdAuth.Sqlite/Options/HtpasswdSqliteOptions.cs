namespace HtpasswdAuth.Sqlite;

/// <summary>Where accounts are kept on one machine, and how changes of other processes are found.</summary>
public sealed class HtpasswdSqliteOptions
{
    /// <summary>Gets or sets the database of all schemes.</summary>
    /// <value>
    /// A path, relative to the content root, and not below the web root; by default each password file has its own beside it:
    /// <c>users.htpasswd.db</c> for <c>users.htpasswd</c>. The folder must be writable, and on a disk of this machine: SQLite's locks do
    /// not hold on most network file systems.</value>
    public string? Path { get; set; }

    /// <summary>Gets or sets how often changes of other processes are looked for. Those of this process count at once.</summary>
    /// <value>10 ms to 250 ms; 100 ms by default.</value>
    public TimeSpan PollInterval { get; set; } = TimeSpan.FromMilliseconds(100);

    /// <summary>Gets or sets how long a change waits for other processes before it is refused.</summary>
    /// <value>100 ms to 1 minute; 5 seconds by default.</value>
    public TimeSpan BusyTimeout { get; set; } = TimeSpan.FromSeconds(5);
}
