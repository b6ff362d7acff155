using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace HtpasswdAuth.PostgreSql;

/// <summary>Makes and renews the tables, forward only. All of it is one transaction: it is done, or nothing is.</summary>
internal static class Migrator
{
    /// <returns>The version the tables had before.</returns>
    /// <exception cref="DatabaseException">The database is newer than this program, or cannot be reached.</exception>
    public static Task<int> MigrateAsync(FleetDatabase database, CancellationToken cancellationToken) => database.RunLongAsync(
        async session =>
        {
            // Another may be at it, and take its time.
            session.TakeYourTime();
            await session.TryExecuteAsync(PostgreSqlOnly.Lock, Parameters.Number(LockOf(database.Schema))).ConfigureAwait(false);
            await session.ExecuteAsync(MigrationSql.CreateSchema, null).ConfigureAwait(false);
            await session.ExecuteAsync(MigrationSql.CreateMeta, null).ConfigureAwait(false);
            int version = await FleetMeta.ReadVersionAsync(session).ConfigureAwait(false);
            if (version > Migrations.Newest)
            {
                throw DatabaseFailure.Newer(version, Migrations.Newest);
            }

            for (int number = version + 1; number <= Migrations.Newest; number++)
            {
                await session.ExecuteAsync(Migrations.Read(number), null).ConfigureAwait(false);
            }

            await session.ExecuteAsync(
                MigrationSql.AddMeta,
                null,
                Parameters.Text(FleetMeta.KeyName),
                Parameters.Bytes(RandomNumberGenerator.GetBytes(FleetMeta.KeyLength))).ConfigureAwait(false);
            await session.ExecuteAsync(
                MigrationSql.SetMeta,
                null,
                Parameters.Text(FleetMeta.VersionName),
                Parameters.Bytes(FleetMeta.Text(Migrations.Newest))).ConfigureAwait(false);
            return version;
        },
        cancellationToken);

    /// <summary>A number that nobody else is likely to lock, another for each schema.</summary>
    private static long LockOf(string schema) =>
        BinaryPrimitives.ReadInt64BigEndian(SHA256.HashData(Encoding.ASCII.GetBytes("HtpasswdAuth " + schema)));
}
