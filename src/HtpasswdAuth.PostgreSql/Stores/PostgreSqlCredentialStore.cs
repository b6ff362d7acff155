namespace HtpasswdAuth.PostgreSql;

/// <summary>The users of a site, from the copy in memory; hashes are replaced in the database first.</summary>
internal sealed class PostgreSqlCredentialStore(
    FleetDatabase database, Replica<HtpasswdFile> replica, Confirmation confirmation, ChangeNotifier notifier) : IPasswordStore
{
    public HtpasswdFile? Current => replica.Current;

    public bool IsUncertain(ReadOnlySpan<byte> userName) => !confirmation.IsCertain;

    public ValueTask ConfirmAsync() => confirmation.ConfirmAsync();

    public async Task<bool> TryReplaceHashAsync(
        ReadOnlyMemory<byte> userName, ReadOnlyMemory<byte> verifiedHash, ReadOnlyMemory<byte> newHash, CancellationToken cancellationToken)
    {
        if (!IsHash(newHash.Span))
        {
            throw new ArgumentException("A hash holds no colon, no backslash at its end, no white space and no control characters.", nameof(newHash));
        }

        if (!replica.IsLoaded)
        {
            throw DatabaseException.Unread();
        }

        AccountRow row = await database.RunAsync(
            session => ReplaceAsync(session, userName.ToArray(), verifiedHash, newHash.ToArray()), cancellationToken).ConfigureAwait(false);
        replica.Apply(row);
        notifier.Tell();

        // Also where the answer to an earlier attempt was lost: nobody else makes the same salt.
        return row.Value.AsSpan().SequenceEqual(newHash.Span) && row.Value is not null;
    }

    private static async Task<AccountRow> ReplaceAsync(DatabaseSession session, byte[] name, ReadOnlyMemory<byte> oldHash, byte[] newHash)
    {
        // Read first: on a connection that has ended meanwhile nothing was changed then, and it is done on another.
        AccountRow read = await TableReader.ReadRowAsync(session, AccountTable.Users, name).ConfigureAwait(false);
        if (read.Value is null || !read.Value.AsSpan().SequenceEqual(oldHash.Span))
        {
            return read;
        }

        return await TableWriter.TryReplaceHashAsync(session, name, oldHash, newHash).ConfigureAwait(false) is { } version
            ? new AccountRow(name, newHash, version)
            : await TableReader.ReadRowAsync(session, AccountTable.Users, name).ConfigureAwait(false);
    }

    private static bool IsHash(ReadOnlySpan<byte> hash)
    {
        foreach (byte value in hash)
        {
            if (value is <= (byte)' ' or (byte)':' or 0x7F)
            {
                return false;
            }
        }

        return hash is not [] and not [.., (byte)'\\'];
    }
}
