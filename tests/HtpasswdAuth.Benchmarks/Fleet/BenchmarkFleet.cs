using System.Globalization;
using HtpasswdAuth.Benchmarks.Measuring;
using HtpasswdAuth.PostgreSql;
using HtpasswdAuth.Testing;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace HtpasswdAuth.Benchmarks.Fleet;

/// <summary>A server of our own, which counts its statements, and a database on it.</summary>
internal sealed class BenchmarkFleet : IAsyncDisposable
{
    private readonly PostgreSqlServer _server;
    private int _processId;

    private BenchmarkFleet(PostgreSqlServer server, string connectionString)
    {
        _server = server;
        ConnectionString = connectionString;
    }

    public string ConnectionString { get; }

    public int Port => _server.Port;

    public static async Task<BenchmarkFleet> StartAsync()
    {
        PostgreSqlServer server = await PostgreSqlServer.StartNewAsync();
        var fleet = new BenchmarkFleet(server, server.CreateDatabase());
        await fleet.ExecuteAsync("ALTER SYSTEM SET shared_preload_libraries = 'pg_stat_statements'");
        await server.StopAsync();
        await server.StartAsync();
        await fleet.ExecuteAsync("CREATE EXTENSION pg_stat_statements");
        string data = (string)(await fleet.ExecuteAsync("SHOW data_directory"))!;
        fleet._processId = int.Parse(File.ReadLines(Path.Combine(data, "postmaster.pid")).First(), CultureInfo.InvariantCulture);
        return fleet;
    }

    public HtpasswdPostgreSqlOptions Options() => new() { ConnectionString = ConnectionString };

    public async Task<FleetNode> StartNodeAsync(Action<HtpasswdPostgreSqlOptions>? configure = null)
    {
        HtpasswdPostgreSqlOptions options = Options();
        configure?.Invoke(options);
        var node = new FleetNode(options, TimeProvider.System, NullLoggerFactory.Instance);
        await node.StartAsync(CancellationToken.None);
        return node.Users.Current is null ? throw new InvalidOperationException("The node has read nothing.") : node;
    }

    public async Task<NpgsqlConnection> ConnectAsync()
    {
        var connection = new NpgsqlConnection(ConnectionString + ";Pooling=false;Command Timeout=0");
        await connection.OpenAsync();
        return connection;
    }

    /// <summary>The first value of what a text says.</summary>
    public async Task<object?> ExecuteAsync(string sql)
    {
        await using NpgsqlConnection connection = await ConnectAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync();
    }

    /// <summary>Processor time of the server's processes that run now. Those that have ended are not in it.</summary>
    public TimeSpan ServerTime() => ProcessTree.CpuTime(_processId);

    /// <summary>Memory of the server's processes, what they share counted once.</summary>
    public long ServerMemory() => ProcessTree.Memory(_processId);

    public ValueTask DisposeAsync() => _server.DisposeAsync();
}
