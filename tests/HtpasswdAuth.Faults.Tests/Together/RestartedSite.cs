using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using HtpasswdAuth.Testing;

namespace HtpasswdAuth.Faults.Tests;

/// <summary>A sample whose users change their passwords, killed now and then and started again on the same port.</summary>
internal sealed class RestartedSite : IAsyncDisposable
{
    private readonly string _root;
    private readonly int _port = ServerProcess.FreePort();
    private readonly HttpClient _client;
    private ServerProcess _process;

    private RestartedSite(string root)
    {
        _root = root;
        _client = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{_port}") };
        _process = Start();
    }

    public string Output => _process.Output;

    /// <param name="root">Where its files are; the sample's are copied there, but for those of passwords.</param>
    public static async Task<RestartedSite> StartAsync(string root)
    {
        string source = RepositoryRoot.Of("samples", "TwoFactorSite");
        foreach (string file in Directory.EnumerateFiles(Path.Combine(source, "pages")).Concat(Directory.EnumerateFiles(Path.Combine(source, "demo"))))
        {
            string copy = Path.Combine(root, Path.GetRelativePath(source, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }

        var site = new RestartedSite(root);
        await site._process.WaitUntilListeningAsync(site._port);
        return site;
    }

    /// <returns>The status; <see langword="null"/> while the site is away.</returns>
    public async Task<HttpStatusCode?> SignInAsync(string user, string password)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/crew");
        request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{user}:{password}")));
        return await SendAsync(request);
    }

    /// <returns>The status; <see langword="null"/> if the site went away before it answered.</returns>
    public async Task<HttpStatusCode?> ChangeAsync(string userName, string currentPassword, string newPassword)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/account/password")
        {
            Content = JsonContent.Create(new { userName, currentPassword, newPassword }),
        };
        return await SendAsync(request);
    }

    public async Task KillAsync()
    {
        await _process.DisposeAsync();
        _process = Start();
        await _process.WaitUntilListeningAsync(_port);
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _process.DisposeAsync();
    }

    private async Task<HttpStatusCode?> SendAsync(HttpRequestMessage request)
    {
        try
        {
            using HttpResponseMessage answer = await _client.SendAsync(request);
            return answer.StatusCode;
        }
        catch (HttpRequestException)
        {
            return null;
        }
    }

    private ServerProcess Start()
    {
        string built = new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name;
        string program = RepositoryRoot.Of("samples", "TwoFactorSite", "bin", built, "net10.0", "TwoFactorSite.dll");
        return ServerProcess.Start(
            "dotnet",
            "exec",
            program,
            "--contentRoot",
            _root,
            "--urls",
            $"http://127.0.0.1:{_port}",
            "--Logging:LogLevel:Default=Warning",
            "--Authentication:Schemes:Htpasswd:PasswordChange:Algorithm=Sha256Crypt",
            "--Authentication:Schemes:Htpasswd:AttemptThrottle:Enabled=false");
    }
}
