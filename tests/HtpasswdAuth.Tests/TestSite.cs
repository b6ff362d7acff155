using System.Net;
using System.Security.Claims;
using System.Text;
using HtpasswdAuth.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace HtpasswdAuth.Tests;

/// <summary>
/// A valid site with one user, <c>alice</c> / <c>correct horse</c>, and a hook for each thing a test may want otherwise. The
/// endpoint <c>/</c> needs a user and says who it is; <c>/open</c> needs none.
/// </summary>
internal sealed class TestSite : IAsyncDisposable
{
    public const string UserName = "alice";
    public const string Password = "correct horse";

    private readonly TempDirectory _directory;
    private readonly bool _ownsDirectory;
    private WebApplication? _app;

    /// <param name="directory">A directory that outlives the site, so that another can go on where this one ended; by default one of its own.</param>
    public TestSite(TempDirectory? directory = null)
    {
        _directory = directory ?? new TempDirectory();
        _ownsDirectory = directory is null;
    }

    public string UserFileContent { get; init; } = $"{UserName}:{Sha(Password)}\n";

    public Action<HtpasswdOptions> Options { get; init; } = static _ => { };

    public Action<IServiceCollection> Services { get; init; } = static _ => { };

    public Action<WebApplication> Pipeline { get; init; } = static _ => { };

    public IPAddress? ClientAddress { get; set; } = IPAddress.Loopback;

    /// <summary>Gets what is to be done with the site's directory before it starts.</summary>
    public Action<string> Files { get; init; } = static _ => { };

    public Action<HttpContext> Request { get; init; } = static _ => { };

    public bool Https { get; init; }

    /// <summary>Gets whether the site has an account database, which a second factor and states of passwords need.</summary>
    public bool HasAccounts { get; init; }

    public CapturedLogs Logs { get; } = new();

    public FakeTimeProvider Time { get; init; } = new();

    public string UserFile => _directory.File("users.htpasswd");

    public WebApplication App => _app!;

    /// <summary>A cheap stored hash, so that tests about other things are quick.</summary>
    public static string Sha(string password) =>
        PasswordHash.Create(Encoding.UTF8.GetBytes(password), new PasswordHashParameters(PasswordHashAlgorithm.Sha1));

    public static string Basic(string userName, string password) => Basic(Encoding.UTF8.GetBytes($"{userName}:{password}"));

    public static string Basic(byte[] userAndPassword) => "Basic " + Convert.ToBase64String(userAndPassword);

    public async Task<HttpResponseMessage> GetAsync(string? authorization = null, string path = "/", Action<HttpRequestMessage>? prepare = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        prepare?.Invoke(request);
        return await SendAsync(request, authorization);
    }

    public async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, string? authorization)
    {
        await StartAsync();
        if (authorization is not null)
        {
            request.Headers.TryAddWithoutValidation(RawConnection.Authorization, authorization);
        }

        HttpClient client = _app!.GetTestClient();
        client.BaseAddress = new Uri(Https ? "https://localhost" : "http://localhost");
        return await client.SendAsync(request);
    }

    public async Task<HttpResponseMessage> SignInAsync(string userName = UserName, string password = Password, string path = "/") =>
        await GetAsync(Basic(userName, password), path);

    public async Task StartAsync()
    {
        if (_app is not null)
        {
            return;
        }

        if (!File.Exists(UserFile))
        {
            await File.WriteAllTextAsync(UserFile, UserFileContent);
        }

        Files(_directory.Path);
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ContentRootPath = _directory.Path });
        builder.WebHost.UseTestServer();
        builder.Logging.AddProvider(Logs).SetMinimumLevel(LogLevel.Trace);
        builder.Services.AddRouting().AddAuthorization().AddSingleton<TimeProvider>(Time);
        builder.Services.AddAuthentication().AddHtpasswd(options =>
        {
            options.UserFile = "users.htpasswd";
            Options(options);
        });
        AccountKeeping.AddTo(builder.Services, HasAccounts);
        Services(builder.Services);
        builder.Services.AddSingleton<IStartupFilter>(new Connection(this));
        _app = builder.Build();
        Pipeline(_app);
        _app.MapGet("/", context => context.Response.WriteAsync(Describe(context.User))).RequireAuthorization();
        _app.MapGet("/open", context => context.Response.WriteAsync("open"));
        await _app.StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (_app is not null)
        {
            await _app.DisposeAsync();
        }

        if (_ownsDirectory)
        {
            _directory.Dispose();
        }
    }

    private static string Describe(ClaimsPrincipal user) =>
        string.Join('\n', user.Claims.Select(claim => $"{claim.Type.Split('/')[^1]}={claim.Value}"));

    private sealed class Connection(TestSite site) : IStartupFilter
    {
        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
        {
            app.Use((HttpContext context, RequestDelegate rest) =>
            {
                RawConnection.Restore(context, site.ClientAddress);
                context.Connection.RemotePort = 50123;
                site.Request(context);
                return rest(context);
            });
            next(app);
        };
    }
}
