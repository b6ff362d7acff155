using Npgsql;

namespace HtpasswdAuth.PostgreSql;

/// <summary>What is counted of tries at a user's password.</summary>
internal static class UserAttempts
{
    public static async Task<IReadOnlyList<AttemptCount>> ReadAsync(DatabaseSession session, string schema, string user)
    {
        List<AttemptCount> counts = [];
        foreach (NpgsqlParameter[] range in await RangesAsync(session, schema, user).ConfigureAwait(false))
        {
            counts.AddRange(
                await session.ReadAsync(Sql.ReadAttemptsBetween, null, PostgreSqlAttemptStore.Read, range).ConfigureAwait(false));
        }

        return counts;
    }

    public static async Task<bool> GiveBackAsync(DatabaseSession session, string schema, string user)
    {
        foreach (NpgsqlParameter[] range in await RangesAsync(session, schema, user).ConfigureAwait(false))
        {
            await session.ExecuteAsync(Sql.GiveBackAttempts, null, range).ConfigureAwait(false);
        }

        return true;
    }

    private static async Task<IEnumerable<NpgsqlParameter[]>> RangesAsync(DatabaseSession session, string schema, string user)
    {
        var keys = new AttemptKeys(await FleetMeta.ReadKeyAsync(session, schema).ConfigureAwait(false));
        return keys.RangesOf(user).Select(
            range => new[] { Parameters.Bytes(range.First.ToArray()), Parameters.Bytes(range.Last.ToArray()) });
    }
}
