using System.Data.Common;
using Microsoft.Data.Sqlite;

namespace HtpasswdAuth.Sqlite;

/// <summary>The tries of all processes of a machine.</summary>
internal sealed class SqliteAttemptStore(
    SqliteAccountDatabase database, Func<ReadOnlyMemory<byte>?> key, TimeProvider time, int capacity = AttemptForgetting.Capacity)
    : IAttemptStore
{
    /// <summary>Processes of one machine have one clock; what is written while another reads is read once more.</summary>
    private static readonly TimeSpan Overlap = TimeSpan.FromSeconds(10);

    private readonly AttemptForgetting _forgetting = new(time, capacity);
    private long? _lastRead;

    public AttemptHealth Health { get; } = new(time);

    public ReadOnlyMemory<byte>? Key => key();

    public async Task<IReadOnlyList<AttemptCount>> AddAsync(IReadOnlyList<AttemptChange> changes, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(changes);
        IReadOnlyList<AttemptCount> counts = await Health.WatchAsync(
            database.UseAsync(session => AddAsync((SqliteSession)session, changes), cancellationToken)).ConfigureAwait(false);
        _forgetting.Added(changes.Count);
        await ForgetAsync(cancellationToken).ConfigureAwait(false);
        return counts;
    }

    public async Task<IReadOnlyList<AttemptCount>> ReadChangedAsync(TimeSpan leastDebt, int most, CancellationToken cancellationToken)
    {
        await ForgetAsync(cancellationToken).ConfigureAwait(false);
        long now = Now();

        // The clock may have been set back since.
        long since = _lastRead is { } last ? Math.Min(last, now) - (long)Overlap.TotalMilliseconds : 0;
        List<AttemptCount> counts = await database.UseAsync(
            session => session.ReadAsync(
                SqliteSql.ReadAttempts, null, reader => Count(reader, now), since, now + (long)leastDebt.TotalMilliseconds, most),
            cancellationToken).ConfigureAwait(false);
        _lastRead = now;
        return counts;
    }

    /// <summary>A row of <see cref="SqliteSql.ReadAttempts"/>.</summary>
    public static AttemptCount Count(DbDataReader reader, long now) => new(
        AttemptKey.Parse(reader.GetFieldValue<byte[]>(0)), Between(now, reader.GetInt64(1)), Between(reader.GetInt64(2), now))
    {
        SinceSignIn = reader.IsDBNull(3) ? null : Between(reader.GetInt64(3), now),
        Place = reader.IsDBNull(4) ? null : reader.GetString(4),
    };

    private static TimeSpan Between(long from, long to) => TimeSpan.FromMilliseconds(Math.Max(0, to - from));

    private async Task<IReadOnlyList<AttemptCount>> AddAsync(SqliteSession session, IReadOnlyList<AttemptChange> changes)
    {
        long now = Now();
        List<AttemptCount> counts = [];
        using SqliteTransaction transaction = session.Connection.BeginTransaction(deferred: false);
        foreach (AttemptChange change in changes)
        {
            long period = (long)change.Period.TotalMilliseconds;
            counts.AddRange(await session.ReadAsync(
                SqliteSql.AddAttempt,
                null,
                reader => Count(reader, now),
                change.Key.ToArray(),
                period * change.Tries,
                change.Clears,
                now,
                period * change.Most,
                change.SignsIn,
                change.Place).ConfigureAwait(false));
        }

        transaction.Commit();
        return counts;
    }

    /// <summary>Each part is a change of its own, between which others are made.</summary>
    private Task ForgetAsync(CancellationToken cancellationToken)
    {
        long now = Now();
        return _forgetting.StepAsync(
            most => UseAsync(session => session.ExecuteAsync(
                SqliteSql.ForgetAttempts, null, now, now - (long)AttemptCount.KnownFor.TotalMilliseconds, most)),
            most => UseAsync(async session =>
                (int)(long)(await session.ReadValueAsync(SqliteSql.CountAttempts, null, most).ConfigureAwait(false))!),
            most => UseAsync(session => session.ExecuteAsync(SqliteSql.ForgetLeastAttempts, null, most)));

        Task<int> UseAsync(Func<AccountSession, Task<int>> work) => database.UseAsync(work, cancellationToken);
    }

    private long Now() => time.GetUtcNow().ToUnixTimeMilliseconds();
}
