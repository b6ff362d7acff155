using Microsoft.Data.Sqlite;

namespace HtpasswdAuth.Sqlite;

/// <summary>Writes what a database holds as the text files of version 0.</summary>
internal static class AccountExport
{
    /// <returns>The content of each file that holds something, by its path.</returns>
    public static async Task<IReadOnlyDictionary<string, byte[]>> RunAsync(SqliteSession session, AccountFiles files)
    {
        // One transaction, so that a code that is spent meanwhile is in all of them or in none.
        using SqliteTransaction transaction = session.Connection.BeginTransaction(deferred: true);
        Dictionary<string, byte[]> contents = new(StringComparer.Ordinal);
        foreach (AccountText text in AccountText.Of(files))
        {
            if (await text.ExportAsync(session).ConfigureAwait(false) is { Length: > 0 } content)
            {
                contents.Add(text.Path, content);
            }
        }

        return contents;
    }
}
