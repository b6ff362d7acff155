using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;

namespace HtpasswdAuth.UI.Tests;

/// <summary>A site that has the generator and nothing else: no password file, no accounts.</summary>
internal sealed class GeneratorSite : IAsyncDisposable
{
    public const string Password = "correct horse";

    private WebApplication? _app;

    public Action<HtpasswdGeneratorOptions> Limits { get; init; } = static _ => { };

    public string Path { get; init; } = "/generator";

    public string PathBase { get; init; } = "";

    public static (string Name, string Value)[] Form(string algorithm, params (string Name, string Value)[] others)
    {
        (string Name, string Value)[] usual = [("userName", "grace"), ("password", Password[..8]), ("algorithm", algorithm), ("cost", ""), ("realm", "Harvard")];
        return [.. usual.ExceptBy(others.Select(one => one.Name), one => one.Name), .. others];
    }

    public static async Task<IHtmlDocument> ParseAsync(HttpResponseMessage response) =>
        new HtmlParser(new HtmlParserOptions { IsStrictMode = true }).ParseDocument(await response.Content.ReadAsStringAsync());

    public async Task<HttpResponseMessage> GetAsync(string address, string language = "en")
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        return await SendAsync(request, language);
    }

    public Task<HttpResponseMessage> PostAsync(params (string Name, string Value)[] fields) => PostAsync("", "en", fields);

    public async Task<HttpResponseMessage> PostAsync(string query, string language, params (string Name, string Value)[] fields)
    {
        using var content = new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value)));
        return await PostAsync(content, query, language);
    }

    public async Task<HttpResponseMessage> PostAsync(HttpContent content, string query = "", string language = "en")
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, PathBase + Path + query) { Content = content };
        return await SendAsync(request, language);
    }

    /// <summary>The page that answers a form, parsed without leniency.</summary>
    public async Task<IHtmlDocument> MakeAsync(params (string Name, string Value)[] fields)
    {
        using HttpResponseMessage response = await PostAsync(fields);
        return await ParseAsync(response);
    }

    public async ValueTask DisposeAsync()
    {
        if (_app is not null)
        {
            await _app.DisposeAsync();
        }
    }

    private async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, string language)
    {
        request.Headers.TryAddWithoutValidation("Accept-Language", language);
        HttpClient client = (await StartAsync()).GetTestClient();
        client.BaseAddress = new Uri("https://localhost");
        return await client.SendAsync(request);
    }

    private async Task<WebApplication> StartAsync()
    {
        if (_app is not null)
        {
            return _app;
        }

        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseTestServer();
        builder.Services.AddRouting().AddHtpasswdGenerator(Limits).AddHtpasswdUI();
        _app = builder.Build();
        _app.UsePathBase(PathBase).UseRouting();
        _app.MapHtpasswdGenerator(Path);
        await _app.StartAsync();
        return _app;
    }
}
