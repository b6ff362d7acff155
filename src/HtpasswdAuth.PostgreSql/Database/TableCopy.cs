using Npgsql;

namespace HtpasswdAuth.PostgreSql;

/// <summary>Reads a whole table: by COPY, or page by page where there is none.</summary>
internal static class TableCopy
{
    /// <summary>All that is held, in no order.</summary>
    /// <param name="database">Where.</param>
    /// <param name="table">Of what.</param>
    /// <param name="begin">Makes what takes the rows. It is called again if reading begins anew.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    public static Task<T> ReadAllAsync<T>(FleetDatabase database, AccountTable table, Func<T> begin, CancellationToken cancellationToken)
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
                await TableReader.ReadPagesAsync(session, table, sink).ConfigureAwait(false);
                return sink;
            },
            cancellationToken);

    private static async Task CopyAsync(DatabaseSession session, AccountTable table, IRowSink sink)
    {
        Stream stream = await session.Connection.BeginRawBinaryCopyAsync(
            session.Text(PostgreSqlOnly.CopyTable, table), session.Token).ConfigureAwait(false);
        await using (stream.ConfigureAwait(false))
        {
            await new CopyReader(stream, session).CopyToAsync(sink).ConfigureAwait(false);
        }
    }
}
