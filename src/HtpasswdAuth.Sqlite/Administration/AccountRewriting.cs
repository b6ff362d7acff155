using Microsoft.Data.Sqlite;

namespace HtpasswdAuth.Sqlite;

/// <summary>Changes all that is held of users in one transaction.</summary>
internal static class AccountRewriting
{
    private static readonly OtpSecretsFormat Format = new();

    /// <returns>How many users were changed.</returns>
    public static async Task<int> RunAsync(SqliteSession session, Func<OtpSecretsFile, OtpSecretsFile> change)
    {
        using SqliteTransaction transaction = session.Connection.BeginTransaction(deferred: false);
        RowContent content = Format.NewContent();
        await TableReader.ReadPagesAsync(session, Format.Table, content).ConfigureAwait(false);
        OtpSecretsFile before = Format.Build(content);
        Dictionary<string, byte[]> after = change(before).Users.ToDictionary(user => user.Name, user => Format.Write(user.Name, user)!, StringComparer.Ordinal);
        int changed = 0;
        foreach (string user in before.Users.Select(user => user.Name).Union(after.Keys).ToArray())
        {
            AccountRow read = await TableReader.ReadRowAsync(session, Format.Table, LineFormat.NameOf(user)).ConfigureAwait(false);
            byte[]? next = after.GetValueOrDefault(user);
            if (!read.Value.AsSpan().SequenceEqual(next))
            {
                await session.WriteAsync(Format.Table, read, next).ConfigureAwait(false);
                changed++;
            }
        }

        transaction.Commit();
        return changed;
    }
}
