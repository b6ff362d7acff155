namespace HtpasswdAuth.Testing;

/// <summary>nginx. It reads the file anew for every request.</summary>
public sealed class NginxServer : IPageServer
{
    private readonly TempDirectory _directory;
    private readonly ServerProcess _process;

    private NginxServer(TempDirectory directory, ServerProcess process, int port)
    {
        _directory = directory;
        _process = process;
        Port = port;
    }

    public int Port { get; }

    public static Task<NginxServer> StartAsync(string userFile) => StartWithAsync($"auth_basic \"Test\";\nauth_basic_user_file {userFile};");

    /// <param name="access">The directives that say who may come in.</param>
    /// <param name="outside">What stands before the server's block.</param>
    public static async Task<NginxServer> StartWithAsync(string access, string outside = "")
    {
        string program = ExternalTool.Require("nginx");
        var directory = new TempDirectory();
        directory.Write("site/page.txt", "inside\n");
        int port = ServerProcess.FreePort();
        string configuration = directory.Write("nginx.conf", Configuration(directory, access, outside, port));
        var process = ServerProcess.Start(program, "-p", directory.Path, "-c", configuration, "-e", directory.File("error.log"));
        await process.WaitUntilListeningAsync(port);
        return new NginxServer(directory, process, port);
    }

    public async ValueTask DisposeAsync()
    {
        await _process.DisposeAsync();
        _directory.Dispose();
    }

    private static string Configuration(TempDirectory directory, string access, string outside, int port) => $$"""
        daemon off;
        master_process off;
        pid {{directory.File("nginx.pid")}};
        error_log {{directory.File("error.log")}};
        events { }
        http {
          access_log off;
          client_body_temp_path {{directory.File("body")}};
          proxy_temp_path {{directory.File("proxy")}};
          fastcgi_temp_path {{directory.File("fastcgi")}};
          uwsgi_temp_path {{directory.File("uwsgi")}};
          scgi_temp_path {{directory.File("scgi")}};
          {{outside}}
          server {
            listen 127.0.0.1:{{port}};
            root {{directory.File("site")}};
            {{access}}
          }
        }

        """;
}
