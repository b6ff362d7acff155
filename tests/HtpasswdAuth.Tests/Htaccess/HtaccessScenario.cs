using System.Net;
using System.Text;
using HtpasswdAuth.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace HtpasswdAuth.Tests;

/// <summary>
/// A site with the files <c>open.txt</c> and <c>secret/page.txt</c>, where <c>secret</c> needs a user: <c>alice</c> or <c>bob</c>, each
/// with the password <c>correct horse</c>; alice is in the group <c>admins</c>.
/// </summary>
internal sealed class HtaccessScenario : IAsyncDisposable
{
    public const string Basic = "AuthType Basic\nAuthName \"Secret\"\nAuthUserFile users\nAuthGroupFile groups\n";

    private readonly TempDirectory _directory = new();
    private WebApplication? _app;

    public HtaccessScenario()
    {
        string hash = TestSite.Sha(TestSite.Password);
        _directory.Write("users", $"alice:{hash}\nbob:{hash}\n");
        _directory.Write("groups", "admins: alice\n");
        _directory.Write("site/open.txt", "open\n");
        _directory.Write("site/secret/page.txt", "inside\n");
        _directory.Write("site/secret/.htaccess", Basic + "Require valid-user\n");
    }

    public CapturedLogs Logs { get; } = new();

    public FakeTimeProvider Time { get; } = new();

    public IPAddress? Client { get; set; } = IPAddress.Loopback;

    public bool Https { get; init; }

    public Action<HtaccessOptions> Options { get; init; } = static _ => { };

    public Action<IServiceCollection> Services { get; init; } = static _ => { };

    public string UserFile => _directory.File("users");

    public string Root => _directory.File("site");

    public string Path => _directory.Path;

    public void Write(string path, string content) => _directory.Write("site/" + path, content);

    /// <summary>The status of a request whose path has been decoded already, as the server hands it over.</summary>
    public async Task<int> StatusAsync(string path, string? user = null, string password = TestSite.Password, string method = "GET") =>
        (await SendAsync(path, user, password, method)).Response.StatusCode;

    public Task<HttpContext> SendAsync(string path, string? user = null, string password = TestSite.Password, string method = "GET") => SendAsync(path, context =>
    {
        context.Request.Method = method;
        if (user is not null)
        {
            context.Request.Headers.Authorization = TestSite.Basic(user, password);
        }
    });

    public async Task<HttpContext> SendAsync(string path, Action<HttpContext> configure)
    {
        await StartAsync();
        return await _app!.GetTestServer().SendAsync(context =>
        {
            context.Request.Path = new PathString(path);
            context.Request.Scheme = Https ? "https" : "http";
            context.Connection.RemoteIpAddress = Client;
            configure(context);
        });
    }

    /// <summary>Waits until a path is answered so, with the clock going on.</summary>
    public Task BecomesAsync(int status, string path, string? user = null) => Eventually.IsTrueAsync(
        async () =>
        {
            Time.Advance(TimeSpan.FromMilliseconds(500));
            return await StatusAsync(path, user) == status;
        },
        $"{path} to be answered {status}");

    public async ValueTask DisposeAsync()
    {
        if (_app is not null)
        {
            await _app.DisposeAsync();
        }

        _directory.Dispose();
    }

    public async Task StartAsync()
    {
        if (_app is not null)
        {
            return;
        }

        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ContentRootPath = _directory.Path });
        builder.WebHost.UseTestServer();
        builder.Logging.AddProvider(Logs).SetMinimumLevel(LogLevel.Trace);
        builder.Services.AddSingleton<TimeProvider>(Time);
        Services(builder.Services);
        _app = builder.Build();
        _app.UseHtaccess("site", Options);
        await _app.StartAsync();
    }

    public static string Body(HttpContext context)
    {
        using var reader = new StreamReader(context.Response.Body, Encoding.UTF8);
        return reader.ReadToEnd();
    }
}
