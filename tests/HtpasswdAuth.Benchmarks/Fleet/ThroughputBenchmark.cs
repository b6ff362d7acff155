using HtpasswdAuth.Benchmarks.Files;
using HtpasswdAuth.Benchmarks.Measuring;
using HtpasswdAuth.PostgreSql;
using Npgsql;
using NpgsqlTypes;

namespace HtpasswdAuth.Benchmarks.Fleet;

/// <summary>Changes a second: each is one commit, and all of a table wait for each other.</summary>
internal static class ThroughputBenchmark
{
    public static async Task RunAsync(TextWriter output, BenchmarkFleet fleet, UserFile users, Settings settings)
    {
        int seconds = settings.Get("seconds", 5);
        await output.WriteLineAsync("| changes of passwords by | at once | a second | p50 / p99 ms | server µs each |");
        await output.WriteLineAsync("|---|---|---|---|---|");
        await using FleetNode node = await fleet.StartNodeAsync();
        var changes = new HashChanges(node.Users, users.Users);
        foreach (int writers in (int[])[1, 2, 8, 32])
        {
            await output.WriteLineAsync($"| one node | {writers} | {await LoadFigures.MeasureAsync(fleet, writers, seconds, _ => ChangeAsync(changes))} |");
        }

        await node.StopAsync(CancellationToken.None);
        foreach (int writers in (int[])[1, 8, 32])
        {
            NpgsqlConnection[] connections = await Task.WhenAll(Enumerable.Range(0, writers).Select(_ => fleet.ConnectAsync()));
            LoadFigures figures = await LoadFigures.MeasureAsync(fleet, writers, seconds, writer => UpdateAsync(connections[writer], changes));
            await output.WriteLineAsync($"| the same `UPDATE` without a version of the table | {writers} | {figures} |");
            await Task.WhenAll(connections.Select(connection => connection.DisposeAsync().AsTask()));
        }
    }

    private static async Task<int> ChangeAsync(HashChanges changes)
    {
        (byte[] name, byte[] hash) = changes.Next();
        await changes.ReplaceAsync(name, hash);
        return 1;
    }

    private static async Task<int> UpdateAsync(NpgsqlConnection connection, HashChanges changes)
    {
        (byte[] name, byte[] hash) = changes.Next();
        await using var command = new NpgsqlCommand("UPDATE htpasswd.users SET hash = $2, version = version - 1 WHERE name = $1", connection)
        {
            Parameters =
            {
                new() { Value = name, NpgsqlDbType = NpgsqlDbType.Bytea },
                new() { Value = hash, NpgsqlDbType = NpgsqlDbType.Bytea },
            },
        };
        return await command.ExecuteNonQueryAsync();
    }
}
