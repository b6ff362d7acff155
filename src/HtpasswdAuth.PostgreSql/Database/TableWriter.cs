namespace HtpasswdAuth.PostgreSql;

/// <summary>Changes single rows, each by one statement that commits by itself and changes nothing if the row is not what was read.</summary>
internal static class TableWriter
{
    /// <summary>Replaces what was read.</summary>
    /// <param name="session">A connection.</param>
    /// <param name="table">The table.</param>
    /// <param name="read">The row as it was read; of version 0 if there was none.</param>
    /// <param name="value">What is to be held; <see langword="null"/> for nothing.</param>
    /// <returns>The row's new version; <see langword="null"/> if somebody else has changed it since.</returns>
    public static async Task<long?> TryWriteAsync(DatabaseSession session, FleetTable table, FleetRow read, byte[]? value)
    {
        object? version = read.Version == 0
            ? await session.ReadValueAsync(Sql.InsertRow, table, Parameters.Bytes(read.Name), Parameters.Bytes(value)).ConfigureAwait(false)
            : await session.ReadValueAsync(
                Sql.UpdateRow, table, Parameters.Bytes(read.Name), Parameters.Bytes(value), Parameters.Number(read.Version)).ConfigureAwait(false);
        return (long?)version;
    }

    /// <summary>Replaces a user's hash.</summary>
    /// <returns>The user's new version; <see langword="null"/> if there is another hash by now, or no such user.</returns>
    public static async Task<long?> TryReplaceHashAsync(
        DatabaseSession session, ReadOnlyMemory<byte> name, ReadOnlyMemory<byte> oldHash, ReadOnlyMemory<byte> newHash) =>
        (long?)await session.ReadValueAsync(
            Sql.ReplaceHash, null, Parameters.Bytes(name), Parameters.Bytes(newHash), Parameters.Bytes(oldHash)).ConfigureAwait(false);
}
