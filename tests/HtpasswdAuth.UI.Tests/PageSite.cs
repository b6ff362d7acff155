using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using HtpasswdAuth.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace HtpasswdAuth.UI.Tests;

/// <summary>A site with the pages, behind the gate. <c>/show/NAME</c> shows a sample without asking for a password.</summary>
internal sealed class PageSite : IAsyncDisposable
{
    public const string UserAndPassword = "alice:correct horse";

    private readonly TempDirectory _directory = new();
    private WebApplication? _app;

    public Action<HtpasswdUIOptions> Options { get; init; } = static _ => { };

    public Action<IServiceCollection> Services { get; init; } = static _ => { };

    public Action<WebApplication> Pipeline { get; init; } = static _ => { };

    /// <summary>Gets what lies in the content root, by name.</summary>
    public Dictionary<string, string> Files { get; } = [];

    public string User { get; init; } = PageSamples.User;

    public HtpasswdPageSite Model { get; init; } = PageSamples.Site;

    public string PathBase { get; init; } = "";

    public FakeTimeProvider Time { get; } = new(PageSamples.Now);

    public async Task<HttpResponseMessage> GetAsync(string address, Action<HttpRequestMessage>? prepare = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        prepare?.Invoke(request);
        return await SendAsync(request);
    }

    public async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request)
    {
        await StartAsync();
        HttpClient client = _app!.GetTestClient();
        client.BaseAddress = new Uri("https://localhost");
        return await client.SendAsync(request);
    }

    /// <summary>The page of a sample, parsed without any leniency that a test could not see.</summary>
    public async Task<IHtmlDocument> ShowAsync(string sample, string language = "en", string query = "")
    {
        using HttpResponseMessage response = await GetAsync(
            $"{PathBase}/show/{sample}{query}", request => request.Headers.TryAddWithoutValidation("Accept-Language", language));
        return new HtmlParser(new HtmlParserOptions { IsStrictMode = true }).ParseDocument(await response.Content.ReadAsStringAsync());
    }

    public async Task StartAsync()
    {
        if (_app is not null)
        {
            return;
        }

        await File.WriteAllTextAsync(_directory.File("users.htpasswd"), "alice:{SHA}" + Convert.ToBase64String(Hash("correct horse")) + "\n");
        foreach ((string name, string content) in Files)
        {
            await File.WriteAllTextAsync(_directory.File(name), content);
        }

        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ContentRootPath = _directory.Path });
        builder.WebHost.UseTestServer();
        builder.Services.AddRouting().AddAuthorization(options => options.FallbackPolicy = options.DefaultPolicy).AddSingleton<TimeProvider>(Time);
        builder.Services.AddAuthentication().AddHtpasswd(options => options.UserFile = "users.htpasswd");
        Services(builder.Services);
        builder.Services.AddHtpasswdUI(options => Options(options));
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        _app = builder.Build();
        _app.UsePathBase(PathBase).UseRouting().UseHtpasswd();
        _app.UseAuthorization();
        Pipeline(_app);
        _app.MapHtpasswdPages();
        _app.MapMethods("/show/{name}", ["GET", "HEAD", "POST"], ShowAsync).AllowWithoutPassword();
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

    private static byte[] Hash(string password) => System.Security.Cryptography.SHA1.HashData(System.Text.Encoding.UTF8.GetBytes(password));

    private Task ShowAsync(HttpContext context) => context.RequestServices.GetRequiredService<IHtpasswdPages>().WriteAsync(
        context, PageSamples.All[(string)context.Request.RouteValues["name"]!](User, Model));
}
