namespace HtpasswdAuth.Testing;

/// <summary>One server for all tests of a project, started by the first that needs it; each test has a database of its own.</summary>
public sealed class PostgreSqlFixture : IAsyncDisposable
{
    private readonly SemaphoreSlim _gate = new(1, 1);
    private PostgreSqlServer? _server;

    public async Task<PostgreSqlServer> GetServerAsync()
    {
        await _gate.WaitAsync();
        try
        {
            return _server ??= await PostgreSqlServer.StartNewAsync();
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <returns>What Npgsql needs to connect to a new, empty database.</returns>
    public async Task<string> CreateDatabaseAsync() => (await GetServerAsync()).CreateDatabase();

    public async ValueTask DisposeAsync()
    {
        if (_server is not null)
        {
            await _server.DisposeAsync();
        }

        _gate.Dispose();
    }
}
