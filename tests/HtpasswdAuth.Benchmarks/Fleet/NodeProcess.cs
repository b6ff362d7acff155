using System.Diagnostics;
using System.Globalization;
using HtpasswdAuth.PostgreSql;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace HtpasswdAuth.Benchmarks.Fleet;

/// <summary>Reads all users in a process of its own, which ends as soon as it could serve.</summary>
internal static class NodeProcess
{
    /// <summary>As a node does.</summary>
    public const string Node = "node";

    /// <summary>Their bytes, of which nothing is made.</summary>
    public const string Raw = "raw";

    /// <summary>From a file.</summary>
    public const string File = "file";

    private const string TwoColumns = "COPY (SELECT name, hash FROM htpasswd.users WHERE hash IS NOT NULL) TO STDOUT (FORMAT BINARY)";

    /// <summary>Prints how many milliseconds it read, how many MiB the process had at most, and how many bytes are held at the end.</summary>
    public static async Task RunAsync(TextWriter output, string what, string source)
    {
        long before = GC.GetTotalMemory(forceFullCollection: true);
        long started = Stopwatch.GetTimestamp();
        object read = what switch
        {
            Node => await StartNodeAsync(source),
            Raw => await ReadRawAsync(source),
            _ => HtpasswdFile.Load(source),
        };
        double milliseconds = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
        using var process = Process.GetCurrentProcess();
        double most = process.PeakWorkingSet64 / 1024.0 / 1024.0;
        long held = GC.GetTotalMemory(forceFullCollection: true) - before;
        GC.KeepAlive(read);
        await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{milliseconds:0} {most:0} {held}"));
    }

    /// <summary>Reads the names and hashes that a node needs, and forgets them.</summary>
    /// <returns>How many bytes there were.</returns>
    public static async Task<object> ReadRawAsync(string connectionString)
    {
        await using var connection = new NpgsqlConnection(connectionString + ";Pooling=false;Command Timeout=0");
        await connection.OpenAsync();
        await using Stream stream = await connection.BeginRawBinaryCopyAsync(TwoColumns);
        byte[] buffer = new byte[256 * 1024];
        long bytes = 0;
        for (int read = 1; read > 0; bytes += read)
        {
            read = await stream.ReadAsync(buffer);
        }

        return bytes;
    }

    private static async Task<FleetNode> StartNodeAsync(string connectionString)
    {
        var node = new FleetNode(
            new HtpasswdPostgreSqlOptions { ConnectionString = connectionString }, TimeProvider.System, NullLoggerFactory.Instance);
        await node.StartAsync(CancellationToken.None);
        return node.Users.Current is null ? throw new InvalidOperationException("The node has read nothing.") : node;
    }
}
