using System.Diagnostics;
using System.Globalization;
using HtpasswdAuth.Benchmarks.Measuring;
using Npgsql;

namespace HtpasswdAuth.Benchmarks.Fleet;

/// <summary>What it costs to tell many nodes that something has changed: one after another, each told when all have heard the one before.</summary>
internal static class NotifyBenchmark
{
    public static async Task RunAsync(TextWriter output, BenchmarkFleet fleet, Settings settings)
    {
        int count = settings.Get("notifications", 500);
        await output.WriteLineAsync("| listeners | heard by a listener, p50 / p99 ms | heard by the last, p50 / p99 ms | server µs each | server KiB a connection |");
        await output.WriteLineAsync("|---|---|---|---|---|");
        foreach (int listeners in (int[])[0, 1, 10, 50, 150])
        {
            await output.WriteLineAsync(await RowAsync(fleet, listeners, count));
        }
    }

    private static async Task<string> RowAsync(BenchmarkFleet fleet, int count, int notifications)
    {
        long memory = fleet.ServerMemory();
        Listener[] listeners = await Task.WhenAll(Enumerable.Range(0, count).Select(_ => Listener.StartAsync(fleet)));
        double kibibytes = (fleet.ServerMemory() - memory) / 1024.0 / count;
        await using NpgsqlConnection connection = await fleet.ConnectAsync();
        await using var command = new NpgsqlCommand("SELECT pg_notify('benchmark', $1)", connection) { Parameters = { new NpgsqlParameter<string>() } };
        List<double> each = [];
        List<double> last = [];
        TimeSpan before = fleet.ServerTime();
        for (int number = 0; number < notifications; number++)
        {
            ((NpgsqlParameter<string>)command.Parameters[0]).TypedValue = number.ToString(CultureInfo.InvariantCulture);
            long sent = Stopwatch.GetTimestamp();
            await command.ExecuteNonQueryAsync();
            while (!Array.TrueForAll(listeners, listener => listener.Heard.ContainsKey(number)))
            {
                await Task.Delay(1);
            }

            double[] times = [.. listeners.Select(listener => Stopwatch.GetElapsedTime(sent, listener.Heard[number]).TotalMilliseconds)];
            each.AddRange(times);
            last.Add(times.Length == 0 ? double.NaN : times.Max());
        }

        double server = (fleet.ServerTime() - before).TotalMicroseconds / notifications;
        await Task.WhenAll(listeners.Select(listener => listener.DisposeAsync().AsTask()));
        return string.Create(
            CultureInfo.InvariantCulture,
            $"| {count} | {each.Median():0.0} / {each.Percentile(0.99):0.0} | {last.Median():0.0} / {last.Percentile(0.99):0.0} | {server:0} | {kibibytes:0} |");
    }
}
