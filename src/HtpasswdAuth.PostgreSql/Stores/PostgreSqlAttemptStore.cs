using System.Buffers.Binary;
using System.Data.Common;
using Npgsql;

namespace HtpasswdAuth.PostgreSql;

/// <summary>Wrong passwords of all nodes. Only the database's clock is asked: those of nodes may differ.</summary>
internal sealed class PostgreSqlAttemptStore(FleetDatabase database, Func<ReadOnlyMemory<byte>?> key, TimeProvider time) : IAttemptStore
{
    private const int KeyLength = 17;

    /// <summary>As long as a node remembers what it has counted itself.</summary>
    private static readonly TimeSpan Memory = TimeSpan.FromHours(24);
    private static readonly TimeSpan BetweenForgetting = TimeSpan.FromHours(1);

    private long? _lastRead;
    private long? _lastForgotten;

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
            Parameters.Array(changes.Select(change => Bytes(change.Key)).ToArray()),
            Parameters.Array(changes.Select(change => change.Failures).ToArray()),
            Parameters.Array(changes.Select(change => change.Clears).ToArray()),
        ];
        List<AttemptCount> counts = await database.RunAsync(
            async session =>
            {
                await session.ProveAsync().ConfigureAwait(false);
                return await session.ReadAsync(Sql.AddAttempts, null, Read, parameters).ConfigureAwait(false);
            },
            cancellationToken).ConfigureAwait(false);
        Dictionary<AttemptKey, AttemptCount> byKey = counts.ToDictionary(count => count.Key);
        return [.. changes.Select(change => byKey[change.Key])];
    }

    public async Task<IReadOnlyList<AttemptCount>> ReadChangedAsync(int leastFailures, int most, CancellationToken cancellationToken)
    {
        // A change becomes visible a little after the moment it bears, so that a part is read again.
        long now = time.GetTimestamp();
        TimeSpan back = _lastRead is { } last ? time.GetElapsedTime(last, now) + (database.Timeout * 2) : Memory;
        List<AttemptCount> counts = await database.RunAsync(
            session => ReadAsync(session, leastFailures, back, most, now), cancellationToken).ConfigureAwait(false);
        _lastRead = now;
        return counts;
    }

    private static byte[] Bytes(AttemptKey key)
    {
        byte[] bytes = new byte[KeyLength];
        bytes[0] = key.Kind;
        BinaryPrimitives.WriteUInt128BigEndian(bytes.AsSpan(1), key.Code);
        return bytes;
    }

    private static AttemptCount Read(DbDataReader reader)
    {
        byte[] key = reader.GetFieldValue<byte[]>(0);
        return new AttemptCount(
            new AttemptKey(key[0], BinaryPrimitives.ReadUInt128BigEndian(key.AsSpan(1))),
            reader.GetInt32(1),
            TimeSpan.FromSeconds(Math.Max(0, reader.GetDouble(2))));
    }

    private async Task<List<AttemptCount>> ReadAsync(DatabaseSession session, int leastFailures, TimeSpan back, int most, long now)
    {
        List<AttemptCount> counts = await session.ReadAsync(
            Sql.ReadAttempts,
            null,
            Read,
            Parameters.Number(leastFailures),
            Parameters.Number(Math.Min(back.TotalSeconds, Memory.TotalSeconds)),
            Parameters.Number(most)).ConfigureAwait(false);
        if (_lastForgotten is not { } forgotten || time.GetElapsedTime(forgotten, now) >= BetweenForgetting)
        {
            await session.ExecuteAsync(Sql.ForgetAttempts, null, Parameters.Number(Memory.TotalSeconds)).ConfigureAwait(false);
            _lastForgotten = now;
        }

        return counts;
    }
}
