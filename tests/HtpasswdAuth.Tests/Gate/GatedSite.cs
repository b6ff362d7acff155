using System.Net;
using System.Text;
using HtpasswdAuth.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace HtpasswdAuth.Tests;

/// <summary>A site on a socket with something of the framework before, after or around its gate.</summary>
internal sealed class GatedSite : IAsyncDisposable
{
    /// <summary>In every file and answer behind the gate.</summary>
    public const string Secret = "tide tables";

    private readonly TempDirectory _directory;
    private readonly WebApplication _app;
    private readonly HttpClient _client;

    private GatedSite(TempDirectory directory, WebApplication app, HttpClient client)
    {
        _directory = directory;
        _app = app;
        _client = client;
    }

    public Uri Address => _client.BaseAddress!;

    public static async Task<GatedSite> StartAsync(GateRow row)
    {
        var directory = new TempDirectory();
        Directory.CreateDirectory(directory.File("wwwroot"));
        await File.WriteAllTextAsync(directory.File("users.htpasswd"), $"alice:{TestSite.Sha(TestSite.Password)}\n");
        await File.WriteAllTextAsync(directory.File("wwwroot/index.html"), Secret);
        await File.WriteAllTextAsync(directory.File("wwwroot/secret.txt"), Secret);
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions
        {
            ContentRootPath = directory.Path,
            EnvironmentName = row.Environment,
            Args = ["--hostBuilder:reloadConfigOnChange=false"],
        });
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen => listen.Protocols = row.Protocols));
        builder.Logging.ClearProviders();
        builder.Services.AddRouting();
        builder.Services.AddAuthentication().AddHtpasswd("users.htpasswd");
        row.Services(builder.Services);
        WebApplication app = builder.Build();
        row.Pipeline(app);
        await app.StartAsync();
        bool isHttp2 = row.Protocols == HttpProtocols.Http2;
        var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false })
        {
            BaseAddress = new Uri(app.Urls.Single()),
            DefaultRequestVersion = isHttp2 ? HttpVersion.Version20 : HttpVersion.Version11,
        };
        return new GatedSite(directory, app, client);
    }

    /// <param name="method">The method.</param>
    /// <param name="path">The address.</param>
    /// <param name="authorization">The credentials; <see langword="null"/> for none.</param>
    public async Task<(HttpStatusCode Status, string Body)> SendAsync(string method, string path, string? authorization)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), new Uri(Address, path))
        {
            Version = _client.DefaultRequestVersion,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
        };
        if (authorization is not null)
        {
            request.Headers.TryAddWithoutValidation("Authorization", authorization);
        }

        if (method == "POST")
        {
            // An empty message of gRPC, which other endpoints take for a body like any other.
            request.Content = new ByteArrayContent(new byte[5]);
            request.Content.Headers.TryAddWithoutValidation("Content-Type", "application/grpc");
        }

        using HttpResponseMessage response = await _client.SendAsync(request);
        return (response.StatusCode, Encoding.UTF8.GetString(await response.Content.ReadAsByteArrayAsync()));
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _app.DisposeAsync();
        _directory.Dispose();
    }
}
