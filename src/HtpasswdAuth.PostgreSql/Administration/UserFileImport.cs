using Npgsql;
using NpgsqlTypes;

namespace HtpasswdAuth.PostgreSql;

/// <summary>Brings a user file into the database, in one transaction.</summary>
internal static class UserFileImport
{
    private const int ReportEvery = 10_000;

    public static Task<HtpasswdImportResult> RunAsync(
        FleetDatabase database, Stream file, bool removeOthers, IProgress<HtpasswdImportProgress>? progress, CancellationToken cancellationToken) =>
        database.RunLongAsync(
            async session =>
            {
                session.TakeYourTime();
                await FleetMeta.ReadKeyAsync(session, database.Schema).ConfigureAwait(false);
                await session.ExecuteAsync(AdministrationSql.CreateUserStage, null).ConfigureAwait(false);
                await FillAsync(session, new UserFileReader(file), progress).ConfigureAwait(false);
                await session.ExecuteAsync(AdministrationSql.AnalyzeStage, null).ConfigureAwait(false);
                await session.ExecuteAsync(AdministrationSql.CreateFirstLines, null).ConfigureAwait(false);
                await session.ExecuteAsync(AdministrationSql.AnalyzeFirstLines, null).ConfigureAwait(false);
                return await MergeAsync(session, removeOthers).ConfigureAwait(false);
            },
            cancellationToken);

    private static async Task FillAsync(DatabaseSession session, UserFileReader reader, IProgress<HtpasswdImportProgress>? progress)
    {
        NpgsqlBinaryImporter copy = await session.Connection.BeginBinaryImportAsync(
            session.Text(AdministrationSql.FillUserStage), session.Token).ConfigureAwait(false);
        await using (copy.ConfigureAwait(false))
        {
            while (await reader.ReadAsync(session.Token).ConfigureAwait(false) is { } line)
            {
                await WriteAsync(copy, reader.Lines, line, session.Token).ConfigureAwait(false);
                if (reader.Lines % ReportEvery == 0)
                {
                    progress?.Report(new HtpasswdImportProgress(reader.Lines, reader.Bytes));
                }
            }

            await copy.CompleteAsync(session.Token).ConfigureAwait(false);
            progress?.Report(new HtpasswdImportProgress(reader.Lines, reader.Bytes));
        }
    }

    private static async Task WriteAsync(NpgsqlBinaryImporter copy, long position, UserFileLine line, CancellationToken cancellationToken)
    {
        await copy.StartRowAsync(cancellationToken).ConfigureAwait(false);
        await copy.WriteAsync(position, NpgsqlDbType.Bigint, cancellationToken).ConfigureAwait(false);
        if (line.Name is { } name)
        {
            await copy.WriteAsync(name, NpgsqlDbType.Bytea, cancellationToken).ConfigureAwait(false);
            await copy.WriteAsync(line.Hash, NpgsqlDbType.Bytea, cancellationToken).ConfigureAwait(false);
        }
        else
        {
            await copy.WriteNullAsync(cancellationToken).ConfigureAwait(false);
            await copy.WriteNullAsync(cancellationToken).ConfigureAwait(false);
        }

        if (line.IsPlain)
        {
            await copy.WriteNullAsync(cancellationToken).ConfigureAwait(false);
        }
        else
        {
            await copy.WriteAsync(line.Raw, NpgsqlDbType.Bytea, cancellationToken).ConfigureAwait(false);
        }
    }

    private static async Task<HtpasswdImportResult> MergeAsync(DatabaseSession session, bool removeOthers)
    {
        long version = await NumberAsync(session, AdministrationSql.TakeVersion, AccountTable.Users).ConfigureAwait(false);

        // A file that is all there is keeps its order and its remarks; otherwise both are those of the file before.
        bool isWhole = removeOthers || await session.ReadValueAsync(AdministrationSql.HasUserLines, null).ConfigureAwait(false) is false;
        long last = isWhole ? 0 : await NumberAsync(session, AdministrationSql.LastPosition, null).ConfigureAwait(false);
        long added = await NumberAsync(session, AdministrationSql.CountNewUsers, null).ConfigureAwait(false);
        long merged = await session.ExecuteAsync(
            AdministrationSql.MergeUsers, null, Parameters.Number(version), Parameters.Number(last)).ConfigureAwait(false);
        long removed = 0;
        if (isWhole)
        {
            removed = await session.ExecuteAsync(AdministrationSql.RemoveOtherUsers, null, Parameters.Number(version)).ConfigureAwait(false);
            await session.ExecuteAsync(AdministrationSql.PlaceUsers, null).ConfigureAwait(false);
            await session.ExecuteAsync(AdministrationSql.RemoveRemarks, null).ConfigureAwait(false);
            await session.ExecuteAsync(AdministrationSql.AddRemarks, null).ConfigureAwait(false);
        }

        return new HtpasswdImportResult(added, merged - added, removed);
    }

    private static async Task<long> NumberAsync(DatabaseSession session, string sql, AccountTable? table) =>
        (long)(await session.ReadValueAsync(sql, table).ConfigureAwait(false) ?? 0L);
}
