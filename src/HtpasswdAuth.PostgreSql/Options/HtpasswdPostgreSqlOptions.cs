namespace HtpasswdAuth.PostgreSql;

/// <summary>How the nodes of a site share their users, second factors, throttles and keys in a database.</summary>
public sealed class HtpasswdPostgreSqlOptions
{
    /// <summary>Gets or sets where the database is, in the form of Npgsql: <c>Host=db;Database=site;Username=site;Password=…</c>.</summary>
    /// <value>Required, with a host. It holds a password: it is never logged, and no error quotes it.</value>
    public string? ConnectionString { get; set; }

    /// <summary>Gets or sets the schema that holds the tables. Sites that share a database each have one of their own.</summary>
    /// <value>1 to 63 lower-case letters, digits and underscores, not beginning with a digit or with <c>pg_</c>; <c>htpasswd</c> by default.</value>
    public string Schema { get; set; } = "htpasswd";

    /// <summary>
    /// Gets or sets for how long sign-ins go on from what was read last when the database cannot be reached. After that everybody is
    /// refused, with 503.
    /// </summary>
    /// <value>Five times <see cref="PollInterval"/> to 24 hours; 15 minutes by default.</value>
    public TimeSpan StaleLimit { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>Gets or sets how often changes are asked for where no notification came.</summary>
    /// <value>100 ms to 1 minute; 1 second by default.</value>
    public TimeSpan PollInterval { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>
    /// Gets or sets whether changes are told by LISTEN and NOTIFY. Connection poolers that hand out a connection for one transaction,
    /// and some databases that are compatible with PostgreSQL, have neither: polling alone finds the changes there.
    /// </summary>
    /// <value><see langword="true"/> by default.</value>
    public bool UseNotifications { get; set; } = true;

    /// <summary>Gets or sets how long one command may take before the database counts as away.</summary>
    /// <value>100 ms to 1 minute; 5 seconds by default. Reading all users at the start may take longer.</value>
    public TimeSpan CommandTimeout { get; set; } = TimeSpan.FromSeconds(5);
}
