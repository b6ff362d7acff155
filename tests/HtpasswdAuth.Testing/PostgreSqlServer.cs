using System.Diagnostics;
using System.Globalization;

namespace HtpasswdAuth.Testing;

/// <summary>
/// A PostgreSQL of the tests' own, in a directory and on a port of its own, that can be killed and started again. It writes to the
/// disk before it acknowledges, as in production.
/// </summary>
public sealed class PostgreSqlServer : IAsyncDisposable
{
    private readonly TempDirectory _directory = new();
    private Process? _process;
    private int _databases;

    private PostgreSqlServer() => Port = ServerProcess.FreePort();

    public int Port { get; }

    private string Data => _directory.File("data");

    private string PortText => Port.ToString(CultureInfo.InvariantCulture);

    public static async Task<PostgreSqlServer> StartNewAsync()
    {
        PostgreSqlPrograms.Require("postgres");
        var server = new PostgreSqlServer();
        PostgreSqlPrograms.HandOver(server._directory.Path);
        PostgreSqlPrograms.Run(
            "initdb", "--pgdata", server.Data, "--auth", "trust", "--username", "postgres", "--encoding", "UTF8", "--no-locale", "--no-sync");
        await server.StartAsync();
        return server;
    }

    /// <summary>Another server, with the data this one has. It has to be stopped, or the copy is none.</summary>
    public async Task<PostgreSqlServer> StartCopyAsync()
    {
        if (_process is not null)
        {
            throw new InvalidOperationException("The server runs.");
        }

        var copy = new PostgreSqlServer();
        ExternalTool.Run("cp", ["-a", Data, copy.Data]);
        PostgreSqlPrograms.HandOver(copy._directory.Path);
        await copy.StartAsync();
        return copy;
    }

    /// <summary>A standby that follows this server by streaming, and answers those who only read.</summary>
    public async Task<PostgreSqlServer> StartStandbyAsync()
    {
        var standby = new PostgreSqlServer();
        PostgreSqlPrograms.HandOver(standby._directory.Path);
        PostgreSqlPrograms.Run(
            "pg_basebackup", "--pgdata", standby.Data, "--host", "127.0.0.1", "--port", PortText, "--username", "postgres",
            "--write-recovery-conf", "--wal-method", "stream", "--checkpoint", "fast", "--no-sync");
        await standby.StartAsync();
        return standby;
    }

    /// <summary>Has a standby take over; returns when it can be written to.</summary>
    public void Promote() => PostgreSqlPrograms.Run("pg_ctl", "promote", "--pgdata", Data, "--wait", "--silent");

    /// <summary>Makes an empty database.</summary>
    /// <returns>What Npgsql needs to connect to it.</returns>
    public string CreateDatabase()
    {
        string name = string.Create(CultureInfo.InvariantCulture, $"test{Interlocked.Increment(ref _databases)}");
        PostgreSqlPrograms.Run("createdb", "--host", "127.0.0.1", "--port", PortText, "--username", "postgres", name);
        return ConnectionString(name, Port);
    }

    public static string ConnectionString(string database, int port) => string.Create(
        CultureInfo.InvariantCulture, $"Host=127.0.0.1;Port={port};Username=postgres;Database={database}");

    /// <summary>Starts it on the data it had. It may have been killed.</summary>
    public async Task StartAsync()
    {
        _process = PostgreSqlPrograms.Start(
            "postgres", _directory.File("log"), "-D", Data, "-p", PortText, "-k", _directory.Path,
            "-c", "listen_addresses=127.0.0.1", "-c", "max_connections=200", "-c", "fsync=on", "-c", "synchronous_commit=on");
        await Eventually.IsTrueAsync(
            () => PostgreSqlPrograms.TryRun("pg_isready", "--quiet", "--host", "127.0.0.1", "--port", PortText, "--timeout", "1"),
            "PostgreSQL answers");
    }

    /// <summary>Ends it in order.</summary>
    public async Task StopAsync()
    {
        if (_process is not { } process)
        {
            return;
        }

        PostgreSqlPrograms.Run("pg_ctl", "stop", "--pgdata", Data, "--mode", "fast", "--silent");
        await Eventually.EndsAsync(process.WaitForExitAsync(), "PostgreSQL to end");
        Forget();
    }

    /// <summary>Kills it and every process of it, without warning.</summary>
    public async Task KillAsync()
    {
        if (_process is { } process)
        {
            process.Kill(entireProcessTree: true);
            await Eventually.EndsAsync(process.WaitForExitAsync(), "PostgreSQL to end");
            Forget();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        _directory.Dispose();
    }

    private void Forget()
    {
        _process?.Dispose();
        _process = null;
    }
}
