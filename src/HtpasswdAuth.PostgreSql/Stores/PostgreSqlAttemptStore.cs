using System.Data.Common;
using Npgsql;

namespace HtpasswdAuth.PostgreSql;

/// <summary>The tries of all nodes. Only the database's clock is asked: those of nodes may differ.</summary>
internal sealed class PostgreSqlAttemptStore(
    FleetDatabase database, Func<ReadOnlyMemory<byte>?> key, TimeProvider time, int capacity = AttemptForgetting.Capacity) : IAttemptStore
{
    private readonly AttemptForgetting _forgetting = new(time, capacity);
    private long? _lastRead;

    public AttemptHealth Health { get; } = new(time);

    public ReadOnlyMemory<byte>? Key => key();

    public async Task<IReadOnlyList<AttemptCount>> AddAsync(IReadOnlyList<AttemptChange> changes, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(changes);
        if (changes.Count == 0)
        {
            return [];
        }

        NpgsqlParameter[] parameters =
        [
            Parameters.Array(changes.Select(change => change.Key.ToArray()).ToArray()),
            Parameters.Array(changes.Select(change => (change.Tries * change.Period).TotalSeconds).ToArray()),
            Parameters.Array(changes.Select(change => change.Clears).ToArray()),
            Parameters.Array(changes.Select(change => (change.Most * change.Period).TotalSeconds).ToArray()),
            Parameters.Array(changes.Select(change => change.SignsIn).ToArray()),
            Parameters.Array(changes.Select(change => change.Place).ToArray()),
        ];
        List<AttemptCount> counts = await Health.WatchAsync(database.RunAsync(
            async session =>
            {
                await session.ProveAsync().ConfigureAwait(false);
                return await session.ReadAsync(Sql.AddAttempts, null, Read, parameters).ConfigureAwait(false);
            },
            cancellationToken)).ConfigureAwait(false);
        _forgetting.Added(changes.Count);
        await ForgetAsync(cancellationToken).ConfigureAwait(false);
        Dictionary<AttemptKey, AttemptCount> byKey = counts.ToDictionary(count => count.Key);
        return [.. changes.Select(change => byKey[change.Key])];
    }

    public async Task<IReadOnlyList<AttemptCount>> ReadChangedAsync(TimeSpan leastDebt, int most, CancellationToken cancellationToken)
    {
        await ForgetAsync(cancellationToken).ConfigureAwait(false);

        // A change becomes visible a little after the moment it bears, so that a part is read again.
        long now = time.GetTimestamp();
        TimeSpan back = _lastRead is { } last ? time.GetElapsedTime(last, now) + (database.Timeout * 2) : TimeSpan.FromDays(365);
        List<AttemptCount> counts = await database.RunAsync(
            session => session.ReadAsync(
                Sql.ReadAttempts,
                null,
                Read,
                Parameters.Number(leastDebt.TotalSeconds),
                Parameters.Number(back.TotalSeconds),
                Parameters.Number(most)),
            cancellationToken).ConfigureAwait(false);
        _lastRead = now;
        return counts;
    }

    /// <summary>A row of <see cref="Sql.ReadAttempts"/>.</summary>
    public static AttemptCount Read(DbDataReader reader) =>
        new(AttemptKey.Parse(reader.GetFieldValue<byte[]>(0)), Duration(reader, 1), Duration(reader, 2))
        {
            SinceSignIn = reader.IsDBNull(3) ? null : Duration(reader, 3),
            Place = reader.IsDBNull(4) ? null : reader.GetString(4),
        };

    private static TimeSpan Duration(DbDataReader reader, int column) => TimeSpan.FromSeconds(Math.Max(0, reader.GetDouble(column)));

    /// <summary>Each part is a statement of its own, between which others run.</summary>
    private Task ForgetAsync(CancellationToken cancellationToken)
    {
        return _forgetting.StepAsync(
            most => RunAsync(session => session.ExecuteAsync(
                Sql.ForgetAttempts, null, Parameters.Number(AttemptCount.KnownFor.TotalSeconds), Parameters.Number(most))),
            most => RunAsync(async session =>
                (int)(long)(await session.ReadValueAsync(Sql.CountAttempts, null, Parameters.Number(most)).ConfigureAwait(false))!),
            most => RunAsync(session => session.ExecuteAsync(Sql.ForgetLeastAttempts, null, Parameters.Number(most))));

        Task<int> RunAsync(Func<DatabaseSession, Task<int>> work) => database.RunAsync(work, cancellationToken);
    }
}
