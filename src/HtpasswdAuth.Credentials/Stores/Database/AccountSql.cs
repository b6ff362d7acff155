namespace HtpasswdAuth;

/// <summary>
/// What both databases are asked in the same words. <c>@schema</c>, <c>@table</c> and <c>@value</c> are put in by
/// <see cref="AccountSession.Text"/>; values are always parameters.
/// </summary>
internal static class AccountSql
{
    public const string ReadVersions = "SELECT name, version FROM @schema.versions";

    /// <summary>$1 the version from which on, removed rows included; $2 how many at most.</summary>
    public const string ReadChanged = "SELECT name, @value, version FROM @schema.@table WHERE version > $1 ORDER BY version LIMIT $2";

    /// <summary>$1 name.</summary>
    public const string ReadRow = "SELECT @value, version FROM @schema.@table WHERE name = $1";

    /// <summary>A part of the table, by name. $1 the name before it, $2 how many.</summary>
    public const string ReadPage = "SELECT name, @value FROM @schema.@table WHERE name > $1 AND @value IS NOT NULL ORDER BY name LIMIT $2";
}
