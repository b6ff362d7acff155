using System.Globalization;
using System.Text;

namespace HtpasswdAuth.PostgreSql;

/// <summary>What the database says of itself: the version of its tables, and the key that nodes have in common.</summary>
internal static class FleetMeta
{
    public const string VersionName = "schema-version";
    public const string KeyName = "fleet-key";

    public const int KeyLength = 32;

    /// <summary>Reads the version of the tables; 0 where there are none.</summary>
    public static async Task<int> ReadVersionAsync(DatabaseSession session)
    {
        object? value = await session.ReadValueAsync(Sql.ReadMeta, null, Parameters.Text(VersionName)).ConfigureAwait(false);
        return value is byte[] text && int.TryParse(Encoding.ASCII.GetString(text), NumberStyles.None, CultureInfo.InvariantCulture, out int version)
            ? version
            : 0;
    }

    /// <summary>Reads the key, if the tables are those of this program.</summary>
    /// <exception cref="DatabaseException">They are older or newer.</exception>
    public static async Task<byte[]> ReadKeyAsync(DatabaseSession session, string schema)
    {
        int version = await ReadVersionAsync(session).ConfigureAwait(false);
        Check(version, schema);
        return await session.ReadValueAsync(Sql.ReadMeta, null, Parameters.Text(KeyName)).ConfigureAwait(false) is byte[] { Length: KeyLength } key
            ? key
            : throw DatabaseFailure.Unmigrated(schema);
    }

    public static void Check(int version, string schema)
    {
        if (version == Migrations.Newest)
        {
            return;
        }

        throw version == 0 ? DatabaseFailure.Unmigrated(schema)
            : version < Migrations.Newest ? DatabaseFailure.Older(version, Migrations.Newest)
            : DatabaseFailure.Newer(version, Migrations.Newest);
    }

    public static byte[] Text(int version) => Encoding.ASCII.GetBytes(version.ToString(CultureInfo.InvariantCulture));
}
