using Npgsql;
using NpgsqlTypes;

namespace HtpasswdAuth.PostgreSql;

/// <summary>Brings one of the files beside the user file into the database, in one transaction.</summary>
internal static class LineTableImport
{
    /// <param name="database">Where.</param>
    /// <param name="format">Which table.</param>
    /// <param name="snapshot">The file.</param>
    /// <param name="replaces">Whether users of whom the table holds something are replaced.</param>
    /// <param name="removeOthers">Whether users who are not in the file are removed.</param>
    /// <param name="cancellationToken">Ends it; nothing is changed then.</param>
    public static Task<HtpasswdImportResult> RunAsync<TSnapshot, TRecord>(
        FleetDatabase database,
        IRecordFormat<TSnapshot, TRecord> format,
        TSnapshot snapshot,
        bool replaces,
        bool removeOthers,
        CancellationToken cancellationToken)
        where TSnapshot : class
        where TRecord : class => database.RunLongAsync(
            async session =>
            {
                session.TakeYourTime();
                await FleetMeta.ReadKeyAsync(session, database.Schema).ConfigureAwait(false);
                return await BringAsync(session, format, snapshot, replaces, removeOthers).ConfigureAwait(false);
            },
            cancellationToken);

    /// <summary>Changes all that the table holds in one transaction; other changes wait for it.</summary>
    /// <param name="database">Where.</param>
    /// <param name="format">Which table.</param>
    /// <param name="change">Gets what is held and returns what is to be.</param>
    /// <param name="cancellationToken">Ends it; nothing is changed then.</param>
    public static Task<HtpasswdImportResult> ChangeAsync<TSnapshot, TRecord>(
        FleetDatabase database, IRecordFormat<TSnapshot, TRecord> format, Func<TSnapshot, TSnapshot> change, CancellationToken cancellationToken)
        where TSnapshot : class
        where TRecord : class => database.RunLongAsync(
            async session =>
            {
                session.TakeYourTime();
                await FleetMeta.ReadKeyAsync(session, database.Schema).ConfigureAwait(false);

                // Whoever changes the table takes a version first, so that what is read now is still there when it is replaced.
                await session.ReadValueAsync(AdministrationSql.TakeVersion, format.Table).ConfigureAwait(false);
                RowContent content = format.NewContent();
                await TableReader.ReadPagesAsync(session, format.Table, content).ConfigureAwait(false);
                session.TakeYourTime();
                return await BringAsync(session, format, change(format.Build(content)), replaces: true, removeOthers: true).ConfigureAwait(false);
            },
            cancellationToken);

    /// <summary>The file that the table stands for.</summary>
    public static async Task<TSnapshot> ExportAsync<TSnapshot>(
        FleetDatabase database, ISnapshotFormat<TSnapshot> format, CancellationToken cancellationToken)
        where TSnapshot : class
    {
        await database.RunAsync(session => FleetMeta.ReadKeyAsync(session, database.Schema), cancellationToken).ConfigureAwait(false);
        return format.Build(await database.ReadAllAsync(format.Table, format.NewContent, cancellationToken).ConfigureAwait(false));
    }

    private static async Task<HtpasswdImportResult> BringAsync<TSnapshot, TRecord>(
        DatabaseSession session, IRecordFormat<TSnapshot, TRecord> format, TSnapshot snapshot, bool replaces, bool removeOthers)
        where TSnapshot : class
        where TRecord : class
    {
        await session.ExecuteAsync(AdministrationSql.CreateLineStage, null).ConfigureAwait(false);
        await FillAsync(session, format, snapshot).ConfigureAwait(false);
        await session.ExecuteAsync(AdministrationSql.AnalyzeStage, null).ConfigureAwait(false);
        return await MergeAsync(session, format.Table, replaces, removeOthers).ConfigureAwait(false);
    }

    private static async Task FillAsync<TSnapshot, TRecord>(DatabaseSession session, IRecordFormat<TSnapshot, TRecord> format, TSnapshot snapshot)
        where TSnapshot : class
        where TRecord : class
    {
        NpgsqlBinaryImporter copy = await session.Connection.BeginBinaryImportAsync(
            session.Text(AdministrationSql.FillLineStage), session.Token).ConfigureAwait(false);
        await using (copy.ConfigureAwait(false))
        {
            foreach ((string user, TRecord record) in format.RecordsOf(snapshot))
            {
                if (format.Write(user, record) is { } lines)
                {
                    await copy.StartRowAsync(session.Token).ConfigureAwait(false);
                    await copy.WriteAsync(LineFormat.NameOf(user), NpgsqlDbType.Bytea, session.Token).ConfigureAwait(false);
                    await copy.WriteAsync(lines, NpgsqlDbType.Bytea, session.Token).ConfigureAwait(false);
                }
            }

            await copy.CompleteAsync(session.Token).ConfigureAwait(false);
        }
    }

    private static async Task<HtpasswdImportResult> MergeAsync(DatabaseSession session, AccountTable table, bool replaces, bool removeOthers)
    {
        long version = (long)(await session.ReadValueAsync(AdministrationSql.TakeVersion, table).ConfigureAwait(false))!;
        long added = (long)(await session.ReadValueAsync(AdministrationSql.CountNewLines, table).ConfigureAwait(false))!;
        long merged = await session.ExecuteAsync(
            AdministrationSql.MergeLines, table, Parameters.Number(version), Parameters.Truth(replaces)).ConfigureAwait(false);
        long removed = removeOthers
            ? await session.ExecuteAsync(AdministrationSql.RemoveOtherLines, table, Parameters.Number(version)).ConfigureAwait(false)
            : 0;
        return new HtpasswdImportResult(added, merged - added, removed);
    }
}
