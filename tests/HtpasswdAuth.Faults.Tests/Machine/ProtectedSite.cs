using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.RegularExpressions;
using HtpasswdAuth.Testing;

namespace HtpasswdAuth.Faults.Tests;

/// <summary>The sample of that name, built, as a process of its own.</summary>
internal sealed partial class ProtectedSite : IAsyncDisposable
{
    private readonly ServerProcess _process;

    // A connection each, so that an answer that does not come holds up no other.
    private readonly HttpClient _client;

    private ProtectedSite(ServerProcess process)
    {
        _process = process;
        _client = new HttpClient { BaseAddress = new Uri(ListeningOn().Match(process.Output).Groups["url"].Value) };
    }

    public int Id => _process.Id;

    public string Output => _process.Output;

    public static Task<ProtectedSite> StartAsync(string contentRoot, params string[] settings) => StartWithinAsync([], contentRoot, settings);

    /// <param name="launcher">A program, and its arguments, that runs the site as its own last arguments say.</param>
    /// <param name="contentRoot">Where its files are.</param>
    /// <param name="settings">Configuration, as <c>--Key=value</c>.</param>
    public static async Task<ProtectedSite> StartWithinAsync(string[] launcher, string contentRoot, params string[] settings)
    {
        string built = new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name;
        string program = RepositoryRoot.Of("samples", "ProtectedSite", "bin", built, "net10.0", "ProtectedSite.dll");
        string[] command = [.. launcher, "dotnet", "exec", program, "--contentRoot", contentRoot, "--urls", "http://127.0.0.1:0", .. settings];
        var process = ServerProcess.Start(command[0], command[1..]);
        await process.WaitUntilAsync(() => Task.FromResult(ListeningOn().IsMatch(process.Output)));
        return new ProtectedSite(process);
    }

    public async Task<HttpStatusCode> SignInAsync(string user, string password)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/whoami");
        request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{user}:{password}")));
        using HttpResponseMessage answer = await _client.SendAsync(request);
        return answer.StatusCode;
    }

    /// <summary>What a load balancer is told.</summary>
    public Task<string> HealthAsync() => _client.GetStringAsync("/healthz").ContinueWith(
        answer => answer.IsCompletedSuccessfully ? answer.Result : "Unhealthy", TaskScheduler.Default);

    /// <summary>As a service manager does.</summary>
    public async Task<int> TerminateAsync()
    {
        ExternalTool.Run("kill", ["-s", "TERM", $"{_process.Id}"]);
        await Eventually.IsTrueAsync(() => _process.HasExited, "the site to end");
        return await _process.ExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _process.DisposeAsync();
    }

    [GeneratedRegex(@"Now listening on: (?<url>http://127\.0\.0\.1:\d+)\s")]
    private static partial Regex ListeningOn();
}
