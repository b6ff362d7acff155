using System.Diagnostics;
using System.Globalization;
using HtpasswdAuth.PostgreSql;
using Microsoft.Extensions.Logging.Abstractions;

namespace HtpasswdAuth.Benchmarks.Fleet;

/// <summary>A node that has a process of its own, and ends as soon as it could serve.</summary>
internal static class NodeProcess
{
    /// <summary>Prints how many milliseconds it read, how many MiB the process had at most, and how many bytes are held at the end.</summary>
    public static async Task RunAsync(TextWriter output, string connectionString)
    {
        long before = GC.GetTotalMemory(forceFullCollection: true);
        long started = Stopwatch.GetTimestamp();
        await using var node = new FleetNode(
            new HtpasswdPostgreSqlOptions { ConnectionString = connectionString }, TimeProvider.System, NullLoggerFactory.Instance);
        await node.StartAsync(CancellationToken.None);
        double milliseconds = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
        HtpasswdFile users = node.Users.Current ?? throw new InvalidOperationException("The node has read nothing.");
        using var process = Process.GetCurrentProcess();
        double most = process.PeakWorkingSet64 / 1024.0 / 1024.0;
        long held = GC.GetTotalMemory(forceFullCollection: true) - before;
        GC.KeepAlive(users);
        await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{milliseconds:0} {most:0} {held}"));
    }
}
