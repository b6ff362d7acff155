using HtpasswdAuth.Benchmarks.Measuring;

namespace HtpasswdAuth.Benchmarks.Servers;

/// <summary>The servers that are compared, each with and without a password.</summary>
internal static class Server
{
    public static bool IsInstalled(string product) => product == "Kestrel" || Commands.Exists(ProgramOf(product));

    public static Task<ServerProcess> StartKestrelAsync(BenchmarkSite site, string variant)
    {
        int port = ServerProcess.FreePort();
        return ServerProcess.StartAsync("Kestrel " + variant, port, Commands.Self("serve", variant, $"{port}", site.UserFile));
    }

    public static Task<ServerProcess> StartPeerAsync(BenchmarkSite site, string product, bool isProtected)
    {
        int port = ServerProcess.FreePort();
        string program = ProgramOf(product);
        string name = $"{product}-{port}";
        string Config(string content) => site.WriteFile(name + ".conf", content);
        string[] command = product switch
        {
            "httpd" => [program, "-DFOREGROUND", "-f", Config(PeerConfigurations.Httpd(site, port, isProtected, name))],
            "nginx" => [program, "-c", Config(PeerConfigurations.Nginx(site, port, isProtected, name))],
            _ => [program, "-D", "-f", Config(PeerConfigurations.Lighttpd(site, port, isProtected, name))],
        };
        return ServerProcess.StartAsync(product, port, command);
    }

    private static string ProgramOf(string product) => product == "httpd" ? "apache2" : product;
}
