using Npgsql;

namespace HtpasswdAuth.PostgreSql;

/// <summary>
/// Which history of a PostgreSQL this is: it changes when a standby takes over or a backup is restored, and then what was committed last
/// may be lost.
/// </summary>
internal static class DatabaseHistory
{
    private const int TimelineDigits = 8;

    /// <returns><see langword="null"/> where it is not told.</returns>
    public static async Task<string?> TryReadAsync(DatabaseSession session)
    {
        try
        {
            object? name = await session.ReadValueAsync(PostgreSqlOnly.CurrentLogFile, null).ConfigureAwait(false);
            return name is string { Length: >= TimelineDigits } text ? text[..TimelineDigits] : null;
        }
        catch (PostgresException)
        {
            return null;
        }
    }
}
