using System.Text;
using System.Text.RegularExpressions;
using HtpasswdAuth.Testing;

namespace HtpasswdAuth.Attack.Tests;

/// <summary>A site as a process, with or without a proxy in front of it. Everything in it but <c>/open</c> holds <see cref="Secret"/>.</summary>
internal sealed partial class AttackedSite : IAsyncDisposable
{
    public const string Secret = "tide tables";
    public const string UserName = "alice";
    public const string Password = "correct horse";

    private readonly TempDirectory _directory;
    private readonly ServerProcess _site;
    private readonly ServerProcess? _proxy;

    private AttackedSite(TempDirectory directory, ServerProcess site, ServerProcess? proxy, int port)
    {
        _directory = directory;
        _site = site;
        _proxy = proxy;
        Port = port;
    }

    /// <summary>Gets the port that the attacker connects to, on this machine.</summary>
    public int Port { get; }

    /// <summary>Gets all that the site has logged.</summary>
    public string Log => _site.Output;

    public static string Authorization => "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes($"{UserName}:{Password}"));

    /// <param name="front">What stands in front of the site.</param>
    /// <param name="settings">Of the site, as <c>--Form=true</c>.</param>
    public static async Task<AttackedSite> StartAsync(Front front, params string[] settings)
    {
        var directory = new TempDirectory();
        string hash = PasswordHash.Create(Encoding.UTF8.GetBytes(Password), new PasswordHashParameters(PasswordHashAlgorithm.Sha1));
        directory.Write("users.htpasswd", $"{UserName}:{hash}\n");
        directory.Write("wwwroot/secret.txt", Secret);
        string[] always = ["--contentRoot", directory.Path, "--urls", "http://127.0.0.1:0", "--hostBuilder:reloadConfigOnChange=false"];
        ServerProcess site = ServerProcess.Start("dotnet", ["exec", Program, .. always, .. settings]);
        await site.WaitUntilAsync(() => Task.FromResult(ListeningOn().IsMatch(site.Output)));
        int port = int.Parse(ListeningOn().Match(site.Output).Groups["port"].Value, System.Globalization.CultureInfo.InvariantCulture);
        if (front == Front.Kestrel)
        {
            return new AttackedSite(directory, site, proxy: null, port);
        }

        int outside = ServerProcess.FreePort();
        try
        {
            ServerProcess proxy = front == Front.Nginx ? Proxies.StartNginx(directory, outside, port) : Proxies.StartCaddy(directory, outside, port);
            await proxy.WaitUntilListeningAsync(outside);
            return new AttackedSite(directory, site, proxy, outside);
        }
        catch
        {
            await site.DisposeAsync();
            directory.Dispose();
            throw;
        }
    }

    /// <summary>Sends a request as it is written, and reads all that comes back.</summary>
    /// <param name="request">The head's lines, joined by line feeds; what is missing of a well-formed head is missing on purpose.</param>
    public Task<string> SendAsync(string request) => Wire.SendAsync(Port, request.Replace("\n", "\r\n", StringComparison.Ordinal));

    public Task<string> GetAsync(string target, params string[] headers) =>
        SendAsync($"GET {target} HTTP/1.1\nHost: site.example\nConnection: close\n{string.Concat(headers.Select(header => header + "\n"))}\n");

    public async ValueTask DisposeAsync()
    {
        if (_proxy is not null)
        {
            await _proxy.DisposeAsync();
        }

        await _site.DisposeAsync();
        _directory.Dispose();
    }

    private static string Program
    {
        get
        {
            string built = new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name;
            return RepositoryRoot.Of("tests", "HtpasswdAuth.AttackedSite", "bin", built, "net10.0", "HtpasswdAuth.AttackedSite.dll");
        }
    }

    [GeneratedRegex(@"Now listening on: http://127\.0\.0\.1:(?<port>\d+)\s")]
    private static partial Regex ListeningOn();
}
