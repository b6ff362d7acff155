using System.Net;
using System.Security.Cryptography;
using System.Text;
using HtpasswdAuth.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;

namespace HtpasswdAuth.UI.Tests;

/// <summary>The pages of a Digest scheme, on a site that has no other.</summary>
public sealed class DigestPagesTests : IAsyncDisposable
{
    private const string Realm = "Club house";

    private readonly TempDirectory _directory = new();
    private readonly List<WebApplication> _apps = [];

    public async ValueTask DisposeAsync()
    {
        foreach (WebApplication app in _apps)
        {
            await app.DisposeAsync();
        }

        _directory.Dispose();
    }

    [Fact]
    public async Task Well_known_address_leads_to_a_page_that_exists()
    {
        using HttpClient client = await StartAsync();

        using HttpResponseMessage response = await client.GetAsync("/.well-known/change-password", TestContext.Current.CancellationToken);
        using HttpResponseMessage page = await client.GetAsync(response.Headers.Location, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.SeeOther, response.StatusCode);
        Assert.Equal("/account/password", response.Headers.Location?.OriginalString);
        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
        string html = await page.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.Contains("autocomplete=\"new-password\"", html, StringComparison.Ordinal);
        Assert.Contains("name=\"userName\"", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Overview_leads_to_it()
    {
        using HttpClient client = await StartAsync();

        using HttpRequestMessage request = await AnswerAsync(client, "/account");
        using HttpResponseMessage overview = await client.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.OK, overview.StatusCode);
        Assert.Contains("href=\"/account/password", await overview.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    private static string Md5(string text) => Convert.ToHexStringLower(MD5.HashData(Encoding.UTF8.GetBytes(text)));

    /// <summary>A request that answers the challenge which the same request without credentials gets.</summary>
    private static async Task<HttpRequestMessage> AnswerAsync(HttpClient client, string path)
    {
        using HttpResponseMessage refused = await client.GetAsync(path, TestContext.Current.CancellationToken);
        string nonce = refused.Headers.WwwAuthenticate.Single().Parameter!.Split("nonce=\"")[1].Split('"')[0];
        string ha1 = Md5($"alice:{Realm}:correct horse");
        string response = Md5($"{ha1}:{nonce}:00000001:c:auth:{Md5($"GET:{path}")}");
        var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.TryAddWithoutValidation(
            "Authorization",
            $"Digest username=\"alice\", realm=\"{Realm}\", nonce=\"{nonce}\", uri=\"{path}\", algorithm=MD5, qop=auth, nc=00000001, cnonce=\"c\", response=\"{response}\"");
        return request;
    }

    private async Task<HttpClient> StartAsync()
    {
        _directory.Write("users.htdigest", $"alice:{Realm}:{Md5($"alice:{Realm}:correct horse")}\n");
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ContentRootPath = _directory.Path });
        builder.WebHost.UseTestServer(server => server.BaseAddress = new Uri("https://localhost"));
        builder.Services.AddRouting().AddAuthorization(options => options.FallbackPolicy = options.DefaultPolicy);
        builder.Services.AddAuthentication().AddHtdigest("users.htdigest", Realm);
        builder.Services.AddHtpasswdUI();
        WebApplication app = builder.Build();
        _apps.Add(app);
        app.UseRouting();
        app.UseAuthentication();
        app.UseAuthorization();
        app.MapHtpasswdPages("/account", HtdigestDefaults.AuthenticationScheme);
        await app.StartAsync();
        return app.GetTestClient();
    }
}
