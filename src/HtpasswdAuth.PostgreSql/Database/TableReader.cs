using Npgsql;

namespace HtpasswdAuth.PostgreSql;

/// <summary>Reads a table that every node has a copy of.</summary>
internal static class TableReader
{
    private const int PageSize = 10_000;

    public static Task<Dictionary<string, long>> ReadVersionsAsync(FleetDatabase database, CancellationToken cancellationToken) =>
        database.RunAsync(ReadVersionsAsync, cancellationToken);

    public static async Task<Dictionary<string, long>> ReadVersionsAsync(DatabaseSession session)
    {
        List<(string Name, long Version)> rows = await session.ReadAsync(
            Sql.ReadVersions, null, reader => (reader.GetString(0), reader.GetInt64(1))).ConfigureAwait(false);
        return rows.ToDictionary(row => row.Name, row => row.Version, StringComparer.Ordinal);
    }

    /// <summary>At most so many rows that have changed since a version, the earliest first.</summary>
    public static Task<List<FleetRow>> ReadChangedAsync(
        FleetDatabase database, FleetTable table, long since, int most, CancellationToken cancellationToken) => database.RunAsync(
            session => session.ReadAsync(
                Sql.ReadChanged,
                table,
                reader => new FleetRow(reader.GetFieldValue<byte[]>(0), Value(reader, 1), reader.GetInt64(2)),
                Parameters.Number(since),
                Parameters.Number(most)),
            cancellationToken);

    /// <summary>One row; of version 0 if there is none.</summary>
    public static async Task<FleetRow> ReadRowAsync(DatabaseSession session, FleetTable table, byte[] name)
    {
        List<FleetRow> rows = await session.ReadAsync(
            Sql.ReadRow, table, reader => new FleetRow(name, Value(reader, 0), reader.GetInt64(1)), Parameters.Bytes(name)).ConfigureAwait(false);
        return rows.Count > 0 ? rows[0] : new FleetRow(name, null, 0);
    }

    /// <summary>All that is held, in no order.</summary>
    /// <param name="database">Where.</param>
    /// <param name="table">Of what.</param>
    /// <param name="begin">Makes what takes the rows. It is called again if reading begins anew.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    public static Task<T> ReadAllAsync<T>(FleetDatabase database, FleetTable table, Func<T> begin, CancellationToken cancellationToken)
        where T : IRowSink => database.RunLongAsync(
            async session =>
            {
                T sink = begin();
                NpgsqlTransaction point = session.Transaction;
                await point.SaveAsync("copy", session.Token).ConfigureAwait(false);
                try
                {
                    await CopyAsync(session, table, sink).ConfigureAwait(false);
                    return sink;
                }
                catch (PostgresException exception) when (PostgreSqlOnly.IsMissing(exception.SqlState))
                {
                    await point.RollbackAsync("copy", session.Token).ConfigureAwait(false);
                }

                sink = begin();
                await ReadPagesAsync(session, table, sink).ConfigureAwait(false);
                return sink;
            },
            cancellationToken);

    /// <summary>As COPY does, where there is none.</summary>
    internal static async Task ReadPagesAsync(DatabaseSession session, FleetTable table, IRowSink sink)
    {
        // The empty name stands for everybody in one of the tables, and comes before all others.
        FleetRow first = await ReadRowAsync(session, table, []).ConfigureAwait(false);
        if (first.Value is not null)
        {
            sink.Add(first.Name, first.Value);
        }

        byte[] last = [];
        for (int read = PageSize; read == PageSize;)
        {
            session.GoOn();
            List<(byte[] Name, byte[] Value)> page = await session.ReadAsync(
                Sql.ReadPage,
                table,
                reader => (reader.GetFieldValue<byte[]>(0), reader.GetFieldValue<byte[]>(1)),
                Parameters.Bytes(last),
                Parameters.Number(PageSize)).ConfigureAwait(false);
            page.ForEach(row => sink.Add(row.Name, row.Value));
            read = page.Count;
            last = read > 0 ? page[^1].Name : last;
        }
    }

    private static async Task CopyAsync(DatabaseSession session, FleetTable table, IRowSink sink)
    {
        Stream stream = await session.Connection.BeginRawBinaryCopyAsync(
            session.Text(PostgreSqlOnly.CopyTable, table), session.Token).ConfigureAwait(false);
        await using (stream.ConfigureAwait(false))
        {
            var rows = new CopyReader(stream, session);
            while (await rows.ReadAsync().ConfigureAwait(false))
            {
                sink.Add(rows.Field(0), rows.Field(1));
            }
        }
    }

    private static byte[]? Value(NpgsqlDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetFieldValue<byte[]>(column);
}
