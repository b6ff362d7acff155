namespace HtpasswdAuth.Sqlite;

/// <summary>What is counted of tries at a user's password.</summary>
internal static class AccountAttempts
{
    public static async Task<IReadOnlyList<AttemptCount>> ReadAsync(SqliteSession session, string path, string user, TimeProvider time)
    {
        long now = time.GetUtcNow().ToUnixTimeMilliseconds();
        List<AttemptCount> counts = [];
        foreach ((byte[] first, byte[] last) in await RangesAsync(session, path, user).ConfigureAwait(false))
        {
            counts.AddRange(await session.ReadAsync(
                SqliteSql.ReadAttemptsBetween, null, reader => SqliteAttemptStore.Count(reader, now), first, last).ConfigureAwait(false));
        }

        return counts;
    }

    public static async Task<bool> GiveBackAsync(SqliteSession session, string path, string user, TimeProvider time)
    {
        long now = time.GetUtcNow().ToUnixTimeMilliseconds();
        foreach ((byte[] first, byte[] last) in await RangesAsync(session, path, user).ConfigureAwait(false))
        {
            await session.ExecuteAsync(SqliteSql.GiveBackAttempts, null, first, last, now).ConfigureAwait(false);
        }

        return true;
    }

    private static async Task<IEnumerable<(byte[] First, byte[] Last)>> RangesAsync(SqliteSession session, string path, string user)
    {
        AccountMeta meta = await AccountMeta.ReadAsync(session, path).ConfigureAwait(false);
        return new AttemptKeys(meta.Key).RangesOf(user).Select(range => (range.First.ToArray(), range.Last.ToArray()));
    }
}
