using HtpasswdAuth.Testing;

namespace HtpasswdAuth.Interop.Tests;

/// <summary>httpd over a folder with <c>.htaccess</c> files, all of which it obeys.</summary>
internal sealed class HtaccessHttpd : IAsyncDisposable
{
    private const string ModuleFolder = "/usr/lib/apache2/modules";

    // Those of Debian's default, and what public .htaccess files ask for beside them. Version is built in.
    private static readonly string[] Modules =
    [
        "mpm_event", "authn_core", "authn_file", "authz_core", "authz_user", "authz_host", "authz_groupfile", "auth_basic", "auth_digest", "access_compat",
        "dir", "mime", "alias", "autoindex", "deflate", "env", "expires", "filter", "headers", "negotiation", "rewrite", "setenvif", "speling",
    ];

    private readonly TempDirectory _directory;
    private readonly ServerProcess _process;

    private HtaccessHttpd(TempDirectory directory, ServerProcess process, int port)
    {
        _directory = directory;
        _process = process;
        Port = port;
    }

    public int Port { get; }

    public string ErrorLog => File.ReadAllText(_directory.File("error.log"));

    public static async Task<HtaccessHttpd> StartAsync(string root)
    {
        string program = ExternalTool.Require("apache2");
        var directory = new TempDirectory();
        WorldReadable.Make(directory.Path);
        int port = ServerProcess.FreePort();
        string configuration = directory.Write("httpd.conf", Configuration(directory, root, port));
        var process = ServerProcess.Start(program, "-X", "-d", directory.Path, "-f", configuration);
        await process.WaitUntilListeningAsync(port);
        return new HtaccessHttpd(directory, process, port);
    }

    public async ValueTask DisposeAsync()
    {
        await _process.DisposeAsync();
        _directory.Dispose();
    }

    private static string Configuration(TempDirectory directory, string root, int port) => $"""
        ServerRoot "{directory.Path}"
        ServerName localhost
        Listen 127.0.0.1:{port}
        Listen [::1]:{port}
        PidFile "{directory.File("httpd.pid")}"
        ErrorLog "{directory.File("error.log")}"
        LogLevel crit
        {string.Join('\n', Modules.Select(module => $"LoadModule {module}_module {ModuleFolder}/mod_{module}.so"))}
        User www-data
        Group www-data
        TypesConfig /dev/null
        KeepAlive On
        MaxKeepAliveRequests 0
        KeepAliveTimeout 60
        ThreadsPerChild 32
        MaxRequestWorkers 32
        DocumentRoot "{root}"
        DirectoryIndex index.html
        <Directory "{root}">
          AllowOverride All
          Options FollowSymLinks
          Require all granted
        </Directory>
        <Files ".ht*">
          Require all denied
        </Files>

        """;
}
