using System.Globalization;

namespace HtpasswdAuth.Testing;

/// <summary>Debian's PgBouncer before a PostgreSQL of the tests.</summary>
public sealed class PgBouncer : IAsyncDisposable
{
    private readonly TempDirectory _directory;
    private readonly ServerProcess _process;

    private PgBouncer(TempDirectory directory, ServerProcess process, int port)
    {
        _directory = directory;
        _process = process;
        Port = port;
    }

    public int Port { get; }

    /// <param name="server">Where it leads.</param>
    /// <param name="poolMode">For how long a client has a connection: <c>session</c> or <c>transaction</c>.</param>
    public static async Task<PgBouncer> StartAsync(PostgreSqlServer server, string poolMode)
    {
        int port = ServerProcess.FreePort();
        var directory = new TempDirectory();
        string settings = directory.File("pgbouncer.ini");
        string users = directory.File("users");
        await File.WriteAllTextAsync(users, "\"postgres\" \"\"\n");
        await File.WriteAllTextAsync(settings, string.Create(CultureInfo.InvariantCulture, $"""
            [databases]
            * = host=127.0.0.1 port={server.Port}
            [pgbouncer]
            listen_addr = 127.0.0.1
            listen_port = {port}
            unix_socket_dir =
            auth_type = trust
            auth_file = {users}
            pool_mode = {poolMode}

            """));
        PostgreSqlPrograms.HandOver(directory.Path);
        string[] user = Environment.IsPrivilegedProcess ? ["-u", PostgreSqlPrograms.ServerUser] : [];
        var process = ServerProcess.Start(ExternalTool.Require("pgbouncer"), [.. user, settings]);
        await process.WaitUntilListeningAsync(port);
        return new PgBouncer(directory, process, port);
    }

    public async ValueTask DisposeAsync()
    {
        await _process.DisposeAsync();
        _directory.Dispose();
    }
}
