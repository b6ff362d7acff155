using System.Text;
using HtpasswdAuth.Testing;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace HtpasswdAuth.PostgreSql.Tests;

/// <summary>A database of a test's own, with tables, and the nodes of the test on it.</summary>
internal sealed class TestFleet : IAsyncDisposable
{
    private readonly List<FleetNode> _nodes = [];

    private TestFleet(string connectionString)
    {
        ConnectionString = connectionString;
        Database = new HtpasswdDatabase(Options());
    }

    public string ConnectionString { get; }

    public HtpasswdDatabase Database { get; }

    public CapturedLogs Logs { get; } = new();

    public static async Task<TestFleet> StartAsync(PostgreSqlFixture fixture, string users = "alice:$apr1$a\nbob:$apr1$b\n") =>
        await StartAsync(await fixture.CreateDatabaseAsync(), users);

    public static async Task<TestFleet> StartAsync(string connectionString, string users = "alice:$apr1$a\nbob:$apr1$b\n")
    {
        var fleet = new TestFleet(connectionString);
        await fleet.Database.MigrateAsync();
        await fleet.ImportAsync(users);
        return fleet;
    }

    public HtpasswdPostgreSqlOptions Options(string? connectionString = null) => new()
    {
        ConnectionString = connectionString ?? ConnectionString,
        PollInterval = TimeSpan.FromMilliseconds(100),
    };

    public Task<FleetNode> StartNodeAsync(Action<HtpasswdPostgreSqlOptions>? configure = null, TimeProvider? time = null, string? connectionString = null)
    {
        HtpasswdPostgreSqlOptions options = Options(connectionString);
        configure?.Invoke(options);
        return StartNodeAsync(options, time);
    }

    public async Task<FleetNode> StartNodeAsync(HtpasswdPostgreSqlOptions options, TimeProvider? time = null)
    {
        var loggers = new LoggerFactory([Logs]);
        var node = new FleetNode(options, time ?? TimeProvider.System, loggers);
        _nodes.Add(node);
        await node.StartAsync(CancellationToken.None);
        return node;
    }

    public Task<HtpasswdImportResult> ImportAsync(string file, bool removeOthers = false) => ImportAsync(Encoding.UTF8.GetBytes(file), removeOthers);

    public Task<HtpasswdImportResult> ImportAsync(byte[] file, bool removeOthers = false) =>
        Database.ImportAsync(new MemoryStream(file), removeOthers);

    public async Task<byte[]> ExportAsync()
    {
        var file = new MemoryStream();
        await Database.ExportAsync(file);
        return file.ToArray();
    }

    public async Task<object?> ExecuteAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(ConnectionString + ";Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync();
    }

    public async ValueTask DisposeAsync()
    {
        foreach (FleetNode node in _nodes)
        {
            await node.DisposeAsync();
        }

        await Database.DisposeAsync();
        Logs.Dispose();
    }
}
