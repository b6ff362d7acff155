using Npgsql;

namespace HtpasswdAuth.PostgreSql;

/// <summary>
/// Connections to the servers that a connection string names. Of several, the one that answered last is asked first: a server that
/// vanished without a word would otherwise cost every call its time to connect.
/// </summary>
internal sealed class DatabaseServers : IAsyncDisposable
{
    private const string HostRecheckSeconds = "Host Recheck Seconds";

    private readonly string[] _hosts;
    private readonly int _port;
    private readonly Lazy<(NpgsqlDataSource Pooled, NpgsqlDataSource Unpooled)>[] _byFirst;
    private volatile int _first;

    /// <param name="options">The connection string, and how long a call may take.</param>
    /// <param name="build">Makes a source of connections with these settings.</param>
    public DatabaseServers(HtpasswdPostgreSqlOptions options, Func<NpgsqlConnectionStringBuilder, NpgsqlDataSource> build)
    {
        NpgsqlConnectionStringBuilder settings = SettingsOf(options);
        _hosts = HostsOf(settings);
        _port = settings.Port;
        _byFirst =
        [
            .. Enumerable.Range(0, IsOrderOurs(settings) ? _hosts.Length : 1).Select(first => new Lazy<(NpgsqlDataSource, NpgsqlDataSource)>(
                () => (build(With(settings, first, isPooled: true)), build(With(settings, first, isPooled: false))))),
        ];
    }

    public async Task<NpgsqlConnection> OpenAsync(bool isPooled, CancellationToken cancellationToken)
    {
        (NpgsqlDataSource pooled, NpgsqlDataSource unpooled) = _byFirst[_first].Value;
        NpgsqlConnection connection = await (isPooled ? pooled : unpooled).OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        Prefer(connection);
        return connection;
    }

    /// <summary>Connections that nobody uses now are not used again.</summary>
    public void Forget()
    {
        foreach (Lazy<(NpgsqlDataSource Pooled, NpgsqlDataSource Unpooled)> sources in _byFirst.Where(sources => sources.IsValueCreated))
        {
            sources.Value.Pooled.Clear();
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (Lazy<(NpgsqlDataSource Pooled, NpgsqlDataSource Unpooled)> sources in _byFirst.Where(sources => sources.IsValueCreated))
        {
            await sources.Value.Pooled.DisposeAsync().ConfigureAwait(false);
            await sources.Value.Unpooled.DisposeAsync().ConfigureAwait(false);
        }
    }

    /// <summary>The settings of all connections: the site's own where it has any, and what they are without.</summary>
    internal static NpgsqlConnectionStringBuilder SettingsOf(HtpasswdPostgreSqlOptions options)
    {
        var settings = new NpgsqlConnectionStringBuilder(options.ConnectionString)
        {
            // The timeout is ours, by a token; then the connection is given up at once, and the server ends the statement by itself.
            CommandTimeout = 0,
            CancellationTimeout = -1,

            // Nobody else uses these connections, and what is set on them is to stay.
            NoResetOnClose = true,
            Enlist = false,
        };
        settings.ApplicationName ??= "HtpasswdAuth";
        string[] hosts = HostsOf(settings);

        settings.Timeout = SecondsToConnect(options.CommandTimeout, hosts.Length);
        if (hosts.Length > 1)
        {
            settings.TargetSessionAttributes ??= "primary";
            if (!settings.ShouldSerialize(HostRecheckSeconds))
            {
                // What a server was is not what it is: a standby that took over is found by the next call, and not after ten seconds.
                settings.HostRecheckSeconds = 0;
            }
        }

        return settings;
    }

    /// <summary>
    /// A server that does not answer must leave the time to ask the next. Npgsql rounds what is left of a second down, and nothing left is forever:
    /// with several servers it needs two.
    /// </summary>
    private static int SecondsToConnect(TimeSpan limit, int hosts) =>
        hosts > 1 ? Math.Max(2, (int)limit.TotalSeconds / hosts) : Math.Max(1, (int)Math.Ceiling(limit.TotalSeconds));

    private static NpgsqlConnectionStringBuilder With(NpgsqlConnectionStringBuilder settings, int first, bool isPooled)
    {
        string[] hosts = HostsOf(settings);
        return new(settings.ConnectionString)
        {
            Host = hosts.Length > 1 ? string.Join(',', [.. hosts[first..], .. hosts[..first]]) : settings.Host,
            Pooling = isPooled,
        };
    }

    /// <summary>Where any server would do, or the load is to be spread, the order is the site's.</summary>
    private static bool IsOrderOurs(NpgsqlConnectionStringBuilder settings) =>
        !settings.LoadBalanceHosts && settings.TargetSessionAttributes?.ToLowerInvariant() is "primary" or "read-write" or "readwrite";

    private static string[] HostsOf(NpgsqlConnectionStringBuilder settings) =>
        settings.Host?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? [];

    private void Prefer(NpgsqlConnection connection)
    {
        int answered = _byFirst.Length == 1 ? 0 : Array.FindIndex(_hosts, host => IsHost(host, connection));
        if (answered >= 0)
        {
            _first = answered;
        }
    }

    private bool IsHost(string host, NpgsqlConnection connection) =>
        (host == connection.Host && connection.Port == _port) || host == $"{connection.Host}:{connection.Port}";
}
