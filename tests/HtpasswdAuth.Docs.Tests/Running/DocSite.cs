using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace HtpasswdAuth.Docs.Tests;

/// <summary>A page's site, running on this machine over plain HTTP. Users are alice and bob, both with the password of the pages.</summary>
internal sealed class DocSite : IAsyncDisposable
{
    public const string Password = "correct horse battery staple";

    private readonly IHost _host;
    private readonly HttpClient _client;

    private DocSite(IHost host)
    {
        _host = host;
        string address = host.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
        _client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = new Uri(address) };
    }

    /// <summary>Makes the two users' file; the hash is a cheap one.</summary>
    public static string WriteUsers(TempDirectory directory, string name = "users.htpasswd")
    {
        string hash = PasswordHash.Create(Encoding.UTF8.GetBytes(Password), new PasswordHashParameters(PasswordHashAlgorithm.Bcrypt, 4));
        return directory.Write(name, $"alice:{hash}\nbob:{hash}\n");
    }

    public static WebApplicationBuilder NewBuilder(TempDirectory directory) => WebApplication.CreateBuilder(Arguments(directory));

    /// <summary>Starts a whole program, which ends with <c>app.Run()</c>.</summary>
    public static async Task<DocSite> StartAsync(Action<string[]> program, TempDirectory directory)
    {
        using var seen = new BuiltHost();
        Task run = Task.Run(() => program(Arguments(directory)));
        await Task.WhenAny(seen.Host, run);
        Assert.False(run.IsFaulted, run.Exception?.ToString());
        IHost host = await seen.Host;
        var started = new TaskCompletionSource();
        host.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStarted.Register(started.SetResult);
        await Task.WhenAny(started.Task, run);
        Assert.False(run.IsFaulted, run.Exception?.ToString());
        return new DocSite(host);
    }

    public static async Task<DocSite> StartAsync(WebApplication app)
    {
        await app.StartAsync();
        return new DocSite(app);
    }

    public async Task<HttpResponseMessage> GetAsync(string path, string? user = null, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        return await SendAsync(request, user, headers);
    }

    public async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, string? user, params (string Name, string Value)[] headers)
    {
        if (user is not null)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{user}:{Password}")));
        }

        Array.ForEach(headers, header => request.Headers.TryAddWithoutValidation(header.Name, header.Value));
        return await _client.SendAsync(request);
    }

    public async Task<HttpStatusCode> StatusAsync(string path, string? user = null, params (string Name, string Value)[] headers)
    {
        using HttpResponseMessage answer = await GetAsync(path, user, headers);
        return answer.StatusCode;
    }

    public async Task<string> TextAsync(string path, string? user = null, params (string Name, string Value)[] headers)
    {
        using HttpResponseMessage answer = await GetAsync(path, user, headers);
        return await answer.Content.ReadAsStringAsync();
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _host.StopAsync();
        _host.Dispose();
    }

    // Settings files are not watched: nobody changes them, and the kernel has few watches to give to all the tests together.
    private static string[] Arguments(TempDirectory directory) =>
        ["--urls=http://127.0.0.1:0", $"--contentRoot={directory.Path}", "--Logging:LogLevel:Default=None", "--hostBuilder:reloadConfigOnChange=false"];
}
