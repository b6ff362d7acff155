using System.Diagnostics;
using System.Net.Http.Headers;
using System.Text;
using System.Text.RegularExpressions;
using HtpasswdAuth.Testing;

namespace HtpasswdAuth.Packages.Tests;

/// <summary>A built site as a process of its own, on a free port of this machine.</summary>
internal sealed partial class RunningSite : IAsyncDisposable
{
    private readonly ServerProcess _process;
    private readonly HttpClient _client;

    private RunningSite(ServerProcess process)
    {
        _process = process;
        _client = new HttpClient(new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false })
        {
            BaseAddress = new Uri(ListeningOn().Match(process.Output).Groups["url"].Value),
        };
    }

    /// <param name="program">An executable, or an assembly that <c>dotnet</c> starts.</param>
    /// <param name="root">The site's folder.</param>
    /// <param name="settings">Configuration, as <c>--Key=value</c>.</param>
    public static async Task<RunningSite> StartAsync(string program, string root, params string[] settings)
    {
        string[] arguments = ["--contentRoot", root, "--urls", "http://127.0.0.1:0", .. settings];
        ProcessStartInfo start = program.EndsWith(".dll", StringComparison.Ordinal)
            ? Dotnet.Start("dotnet", root, ["exec", program, .. arguments])
            : Dotnet.Start(program, root, arguments);
        var process = ServerProcess.Start(start);
        await process.WaitUntilAsync(() => Task.FromResult(ListeningOn().IsMatch(process.Output)));
        return new RunningSite(process);
    }

    /// <param name="path">What is asked for.</param>
    /// <param name="credentials">Name and password with a colon between; <see langword="null"/> for none.</param>
    /// <param name="headers">Further headers, each with its value.</param>
    public async Task<HttpResponseMessage> GetAsync(string path, string? credentials = null, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Authorization = credentials is null ? null : new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(credentials)));
        foreach ((string name, string value) in headers)
        {
            request.Headers.Add(name, value);
        }

        return await _client.SendAsync(request);
    }

    public async Task<int> StatusAsync(string path, string? credentials = null) => (int)(await GetAsync(path, credentials)).StatusCode;

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _process.DisposeAsync();
    }

    [GeneratedRegex(@"Now listening on: (?<url>http://127\.0\.0\.1:\d+)\s")]
    private static partial Regex ListeningOn();
}
