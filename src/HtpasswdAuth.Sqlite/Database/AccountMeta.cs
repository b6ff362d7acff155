using System.Buffers.Binary;
using System.Security.Cryptography;

namespace HtpasswdAuth.Sqlite;

/// <summary>What a database says of itself.</summary>
/// <param name="Id">16 random bytes that no other database has; its copies do.</param>
/// <param name="Accepted">
/// When an administrator made the database, or accepted it as it is, in milliseconds since 1970; higher each time, and 0 for one that a site has
/// made. A process that has seen a higher one does not follow the database, and one that has seen a lower one reads all of it anew.
/// </param>
/// <param name="Key">32 random bytes under which names and addresses of attempts are coded.</param>
internal sealed record AccountMeta(Guid Id, long Accepted, byte[] Key)
{
    private const string IdName = "id";
    private const string AcceptedName = "accepted";
    private const string KeyName = "attempt-key";
    private const int KeyLength = 32;
    private const int IdLength = 16;

    public static AccountMeta New() => new(new Guid(RandomNumberGenerator.GetBytes(IdLength)), Accepted: 0, RandomNumberGenerator.GetBytes(KeyLength));

    /// <exception cref="DatabaseException">It is none of ours, or newer than this program.</exception>
    public static async Task<AccountMeta> ReadAsync(SqliteSession session, string path)
    {
        long version = (long)(await session.ReadValueAsync(SqliteSql.ReadSchemaVersion, null).ConfigureAwait(false) ?? 0L);
        if (version is > 0 and < SqliteSql.Version)
        {
            await UpgradeAsync(session).ConfigureAwait(false);
        }
        else if (version != SqliteSql.Version)
        {
            throw version == 0 ? SqliteFailure.Empty(path) : SqliteFailure.Newer(path, version);
        }

        return await session.ReadValueAsync(SqliteSql.ReadMeta, null, IdName).ConfigureAwait(false) is byte[] { Length: IdLength } id
            && await session.ReadValueAsync(SqliteSql.ReadMeta, null, AcceptedName).ConfigureAwait(false) is byte[] { Length: sizeof(long) } accepted
            && await session.ReadValueAsync(SqliteSql.ReadMeta, null, KeyName).ConfigureAwait(false) is byte[] { Length: KeyLength } key
            ? new AccountMeta(new Guid(id), BinaryPrimitives.ReadInt64BigEndian(accepted), key)
            : throw SqliteFailure.Damaged(path);
    }

    /// <summary>Whether a process that has seen the other one may go on with this one.</summary>
    public bool Follows(AccountMeta known) => Accepted > known.Accepted || (Accepted == known.Accepted && Id == known.Id);

    /// <summary>The same, accepted once more.</summary>
    public AccountMeta AcceptedAnew(TimeProvider time) => this with { Accepted = Math.Max(Accepted + 1, time.GetUtcNow().ToUnixTimeMilliseconds()) };

    /// <summary>
    /// In one transaction, its own or the caller's; a process that comes second finds the newer version and does it once more.
    /// </summary>
    private static async Task UpgradeAsync(SqliteSession session)
    {
        await session.ExecuteAsync("SAVEPOINT upgrade", null).ConfigureAwait(false);
        await session.ExecuteAsync(SqliteSql.CreateAttempts, null).ConfigureAwait(false);
        await session.ExecuteAsync($"PRAGMA user_version = {SqliteSql.Version}", null).ConfigureAwait(false);
        await session.ExecuteAsync("RELEASE upgrade", null).ConfigureAwait(false);
    }

    public async Task WriteAsync(SqliteSession session)
    {
        await session.ExecuteAsync(SqliteSql.SetMeta, null, IdName, Id.ToByteArray()).ConfigureAwait(false);
        byte[] accepted = new byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(accepted, Accepted);
        await session.ExecuteAsync(SqliteSql.SetMeta, null, AcceptedName, accepted).ConfigureAwait(false);
        await session.ExecuteAsync(SqliteSql.SetMeta, null, KeyName, Key).ConfigureAwait(false);
    }
}
