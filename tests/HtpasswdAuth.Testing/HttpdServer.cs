namespace HtpasswdAuth.Testing;

/// <summary>Apache's own server. It reads the file anew for every request.</summary>
public sealed class HttpdServer : IPageServer
{
    private const string Modules = "/usr/lib/apache2/modules";

    private static readonly string[] Needed =
        ["mpm_event", "authn_core", "authn_file", "authz_core", "authz_user", "auth_basic", "auth_digest"];

    private readonly TempDirectory _directory;
    private readonly ServerProcess _process;

    private HttpdServer(TempDirectory directory, ServerProcess process, int port)
    {
        _directory = directory;
        _process = process;
        Port = port;
    }

    public int Port { get; }

    public static Task<HttpdServer> StartAsync(string userFile) => StartWithAsync(Access("Basic", "Test", userFile));

    /// <summary>With <c>AuthType Digest</c> over a digest file.</summary>
    public static Task<HttpdServer> StartDigestAsync(string userFile, string realm) => StartWithAsync(Access("Digest", realm, userFile));

    /// <param name="access">The directives that say who may come in.</param>
    public static async Task<HttpdServer> StartWithAsync(string access)
    {
        string program = ExternalTool.Require("apache2");
        var directory = new TempDirectory();
        WorldReadable.Make(directory.Path);
        WorldReadable.Make(Path.GetDirectoryName(directory.Write("site/page.txt", "inside\n"))!);
        int port = ServerProcess.FreePort();
        string configuration = directory.Write("httpd.conf", Configuration(directory, access, port));
        var process = ServerProcess.Start(program, "-X", "-d", directory.Path, "-f", configuration);
        await process.WaitUntilListeningAsync(port);
        return new HttpdServer(directory, process, port);
    }

    public async ValueTask DisposeAsync()
    {
        await _process.DisposeAsync();
        _directory.Dispose();
    }

    private static string Access(string type, string realm, string userFile) => $"""
        AuthType {type}
        AuthName "{realm}"
        AuthUserFile "{userFile}"
        Require valid-user
        """;

    private static string Configuration(TempDirectory directory, string access, int port) => $"""
        ServerRoot "{directory.Path}"
        ServerName localhost
        Listen 127.0.0.1:{port}
        PidFile "{directory.File("httpd.pid")}"
        ErrorLog "{directory.File("error.log")}"
        {string.Join('\n', Needed.Select(module => $"LoadModule {module}_module {Modules}/mod_{module}.so"))}
        User www-data
        Group www-data
        DocumentRoot "{directory.File("site")}"
        <Location "/">
        {access}
        </Location>

        """;
}
