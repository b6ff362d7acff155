using System.Net;
using System.Security.Claims;
using HtpasswdAuth.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace HtpasswdAuth.Tests;

/// <summary>
/// A valid site with one user, who has a hash of either length, and a hook for each thing a test may want otherwise. Every address
/// needs a user and answers with the claims and the body it was sent.
/// </summary>
internal sealed class DigestSite : IAsyncDisposable
{
    private readonly TempDirectory _directory = new();
    private WebApplication? _app;

    public string UserFileContent { get; init; } =
        $"{DigestResponse.Line(DigestAlgorithm.Md5)}\n{DigestResponse.Line(DigestAlgorithm.Sha256)}\n";

    public Action<HtdigestOptions> Options { get; init; } = static _ => { };

    public Action<IServiceCollection> Services { get; init; } = static _ => { };

    public IPAddress? ClientAddress { get; set; } = IPAddress.Loopback;

    public CapturedLogs Logs { get; } = new();

    public FakeTimeProvider Time { get; } = new();

    public string UserFile => _directory.File("users.htdigest");

    public WebApplication App => _app!;

    /// <summary>Sends a request; several fields of <c>Authorization</c> are divided by line feeds.</summary>
    public async Task<HttpResponseMessage> SendAsync(
        string? authorization = null, string target = "/", HttpMethod? method = null, string? body = null)
    {
        await StartAsync();
        using var request = new HttpRequestMessage(method ?? HttpMethod.Get, target) { Content = body is null ? null : new StringContent(body) };
        if (authorization is not null)
        {
            request.Headers.TryAddWithoutValidation(RawConnection.Authorization, authorization.Split('\n'));
        }

        return await _app!.GetTestClient().SendAsync(request);
    }

    public async Task<HttpResponseMessage> SendAsync(DigestResponse response, string? target = null) =>
        await SendAsync(response.ToString(), target ?? response.Uri, new HttpMethod(response.Method), response.Body);

    /// <summary>A right response to a fresh challenge.</summary>
    public async Task<DigestResponse> AnswerAsync(string algorithm = "SHA-256", string? authorization = null)
    {
        using HttpResponseMessage refused = await SendAsync(authorization);
        string[] challenges = [.. refused.Headers.WwwAuthenticate.Select(challenge => challenge.ToString())];
        string challenge = challenges.Single(text => text.Contains($"algorithm={algorithm},", StringComparison.Ordinal));
        return new DigestResponse { Algorithm = algorithm, Nonce = Parameter(challenge, "nonce") };
    }

    /// <summary>The value of a parameter, or the empty text.</summary>
    public static string Parameter(string header, string name)
    {
        int start = header.IndexOf($" {name}=", StringComparison.Ordinal);
        return start < 0 ? "" : header[(start + name.Length + 2)..].Split(',')[0].Trim('"');
    }

    public static string Challenge(HttpResponseMessage response) => string.Join('\n', response.Headers.WwwAuthenticate.Select(challenge => challenge.ToString()));

    public async Task StartAsync()
    {
        if (_app is not null)
        {
            return;
        }

        await File.WriteAllTextAsync(UserFile, UserFileContent);
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ContentRootPath = _directory.Path });
        builder.WebHost.UseTestServer();
        builder.Logging.AddProvider(Logs).SetMinimumLevel(LogLevel.Trace);
        builder.Services.AddRouting().AddAuthorization().AddSingleton<TimeProvider>(Time);
        builder.Services.AddAuthentication().AddHtdigest(options =>
        {
            options.UserFile = "users.htdigest";
            options.Realm = DigestResponse.SiteRealm;
            Options(options);
        });
        Services(builder.Services);
        _app = builder.Build();
        _app.Use(Prepare);
        _app.UseAuthentication();
        _app.UseAuthorization();
        _app.Map("{**path}", AnswerAsync).RequireAuthorization();
        await _app.StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (_app is not null)
        {
            await _app.DisposeAsync();
        }

        _directory.Dispose();
    }

    private static async Task AnswerAsync(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body);
        string body = await reader.ReadToEndAsync();
        await context.Response.WriteAsync($"{context.User.FindFirstValue(ClaimTypes.Name)} {context.User.FindFirstValue("amr")} {body}");
    }

    private Task Prepare(HttpContext context, RequestDelegate next)
    {
        RawConnection.Restore(context, ClientAddress);
        return next(context);
    }
}
