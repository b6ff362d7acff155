using System.Buffers.Binary;
using Microsoft.Data.Sqlite;

namespace HtpasswdAuth.Sqlite;

/// <summary>Wrong passwords of all processes of a machine.</summary>
internal sealed class SqliteAttemptStore(SqliteAccountDatabase database, Func<ReadOnlyMemory<byte>?> key, TimeProvider time) : IAttemptStore
{
    private const int KeyLength = 17;

    private static readonly TimeSpan Memory = TimeSpan.FromHours(24);
    private static readonly TimeSpan BetweenForgetting = TimeSpan.FromHours(1);

    /// <summary>Processes of one machine have one clock; what is written while another reads is read once more.</summary>
    private static readonly TimeSpan Overlap = TimeSpan.FromSeconds(10);

    private long? _lastRead;
    private long? _lastForgotten;

    public ReadOnlyMemory<byte>? Key => key();

    public Task<IReadOnlyList<AttemptCount>> AddAsync(IReadOnlyList<AttemptChange> changes, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(changes);
        return database.UseAsync(session => AddAsync((SqliteSession)session, changes), cancellationToken);
    }

    public async Task<IReadOnlyList<AttemptCount>> ReadChangedAsync(int leastFailures, int most, CancellationToken cancellationToken)
    {
        long now = Now();
        long since = (_lastRead ?? now - (long)Memory.TotalMilliseconds) - (long)Overlap.TotalMilliseconds;
        List<AttemptCount> counts = await database.UseAsync(
            async session =>
            {
                await ForgetAsync(session, now).ConfigureAwait(false);
                return await session.ReadAsync(
                    SqliteSql.ReadAttempts,
                    null,
                    reader => Count(KeyOf(reader.GetFieldValue<byte[]>(0)), reader.GetInt32(1), reader.GetInt64(2), now),
                    since,
                    leastFailures,
                    most).ConfigureAwait(false);
            },
            cancellationToken).ConfigureAwait(false);
        _lastRead = now;
        return counts;
    }

    private static AttemptKey KeyOf(byte[] key) => new(key[0], BinaryPrimitives.ReadUInt128BigEndian(key.AsSpan(1)));

    private static byte[] Bytes(AttemptKey key)
    {
        byte[] bytes = new byte[KeyLength];
        bytes[0] = key.Kind;
        BinaryPrimitives.WriteUInt128BigEndian(bytes.AsSpan(1), key.Code);
        return bytes;
    }

    private static AttemptCount Count(AttemptKey key, int failures, long last, long now) =>
        new(key, failures, TimeSpan.FromMilliseconds(Math.Max(0, now - last)));

    private async Task<IReadOnlyList<AttemptCount>> AddAsync(SqliteSession session, IReadOnlyList<AttemptChange> changes)
    {
        long now = Now();
        List<AttemptCount> counts = [];
        using SqliteTransaction transaction = session.Connection.BeginTransaction(deferred: false);
        foreach (AttemptChange change in changes)
        {
            List<AttemptCount> count = await session.ReadAsync(
                SqliteSql.AddAttempt,
                null,
                reader => Count(change.Key, reader.GetInt32(0), reader.GetInt64(1), now),
                Bytes(change.Key),
                change.Failures,
                change.Clears,
                now).ConfigureAwait(false);
            counts.AddRange(count);
        }

        transaction.Commit();
        return counts;
    }

    private async Task ForgetAsync(AccountSession session, long now)
    {
        if (_lastForgotten is not { } forgotten || now - forgotten >= BetweenForgetting.TotalMilliseconds)
        {
            await session.ExecuteAsync(SqliteSql.ForgetAttempts, null, now - (long)Memory.TotalMilliseconds).ConfigureAwait(false);
            _lastForgotten = now;
        }
    }

    private long Now() => time.GetUtcNow().ToUnixTimeMilliseconds();
}
