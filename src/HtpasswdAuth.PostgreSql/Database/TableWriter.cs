namespace HtpasswdAuth.PostgreSql;

/// <summary>Changes the row of a user by one statement that commits by itself, and changes nothing if the hash is not what was read.</summary>
internal static class TableWriter
{
    /// <summary>Replaces a user's hash.</summary>
    /// <returns>The user's new version; <see langword="null"/> if there is another hash by now, or no such user.</returns>
    public static async Task<long?> TryReplaceHashAsync(
        DatabaseSession session, ReadOnlyMemory<byte> name, ReadOnlyMemory<byte> oldHash, ReadOnlyMemory<byte> newHash) =>
        (long?)await session.ReadValueAsync(
            Sql.ReplaceHash, null, Parameters.Bytes(name), Parameters.Bytes(newHash), Parameters.Bytes(oldHash)).ConfigureAwait(false);
}
