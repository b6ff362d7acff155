using System.Text;
using HtpasswdAuth.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace HtpasswdAuth.Browser.Tests;

/// <summary>Chromium's own prompt, answered by Digest.</summary>
public sealed class DigestTests(Chromium chromium)
{
    private const string Realm = "Club \"house\"";
    private const string Password = "corr\"ect hörse";

    [Theory]
    [InlineData("MD5", new[] { DigestAlgorithm.Md5 }, false)]
    [InlineData("SHA-256", new[] { DigestAlgorithm.Sha256 }, false)]
    [InlineData("SHA-256", new[] { DigestAlgorithm.Sha256, DigestAlgorithm.Md5 }, false)]
    [InlineData("SHA-256-sess", new[] { DigestAlgorithm.Sha256, DigestAlgorithm.Md5 }, true)]
    public async Task Right_password_gets_in_by_the_strongest_algorithm_offered(string algorithm, DigestAlgorithm[] hashes, bool sessionVariant)
    {
        await using BrowserSite site = await StartAsync(hashes, options => options.UseSessionVariants = sessionVariant);
        await using IBrowserContext context = await OpenAsync(Password);
        IPage page = await context.NewPageAsync();
        List<IResponse> answers = [];
        page.Response += (_, response) => answers.Add(response);

        await page.GotoAsync(site.Url + "/?a=%41&b");
        await page.ReloadAsync();

        Assert.Equal("Inside", await page.InnerTextAsync("h1"));
        IResponse[] pages = [.. answers.Where(answer => answer.Request.IsNavigationRequest)];
        Assert.All(pages, answer => Assert.Equal(200, answer.Status));
        string sent = (await pages[^1].Request.AllHeadersAsync())["authorization"];
        Assert.Matches($"^Digest .*algorithm={algorithm},", sent);
        Assert.Equal("alice", await page.InnerTextAsync("p"));
    }

    /// <summary>They go out at once and arrive in any order, all with counts of one nonce.</summary>
    [Fact]
    public async Task Everything_on_a_page_is_fetched_without_being_asked_again()
    {
        await using BrowserSite site = await StartAsync([DigestAlgorithm.Sha256]);
        await using IBrowserContext context = await OpenAsync(Password);
        IPage page = await context.NewPageAsync();
        await page.GotoAsync(site.Url);

        int[] statuses = await page.EvaluateAsync<int[]>("() => Promise.all([...Array(40).keys()].map(n => fetch('/?' + n).then(answer => answer.status)))");

        Assert.Equal(Enumerable.Repeat(200, 40), statuses);
    }

    [Theory]
    [InlineData("wrong")]
    [InlineData("")]
    public async Task Wrong_password_does_not_get_in(string password)
    {
        await using BrowserSite site = await StartAsync([DigestAlgorithm.Sha256, DigestAlgorithm.Md5]);
        await using IBrowserContext context = await OpenAsync(password);
        IPage page = await context.NewPageAsync();

        IResponse? answer = await page.GotoAsync(site.Url);

        Assert.Equal(401, answer!.Status);
        Assert.Equal(0, await page.Locator("h1").CountAsync());
    }

    private Task<IBrowserContext> OpenAsync(string password) =>
        chromium.NewContextAsync(options => options.HttpCredentials = new() { Username = "alice", Password = password });

    private static Task<BrowserSite> StartAsync(DigestAlgorithm[] hashes, Action<HtdigestOptions>? configure = null)
    {
        var directory = new TempDirectory();
        string file = directory.Write("users.htdigest", string.Concat(hashes.Select(Line)));
        return BrowserSite.StartAsync(
            directory,
            services => services.AddAuthentication().AddHtdigest(options =>
            {
                (options.UserFile, options.Realm) = (file, Realm);
                configure?.Invoke(options);
            }),
            app =>
            {
                app.UseAuthentication().UseAuthorization();
                app.MapGet("/", context =>
                {
                    context.Response.ContentType = "text/html";
                    return context.Response.WriteAsync($"<title>Site</title><h1>Inside</h1><p>{context.User.Identity!.Name}</p>");
                }).RequireAuthorization();
            });
    }

    private static string Line(DigestAlgorithm algorithm)
    {
        byte[] hash = new byte[DigestHash.MaxSize];
        int size = DigestHash.ComputeHa1(algorithm, "alice"u8, Encoding.UTF8.GetBytes(Realm), Encoding.UTF8.GetBytes(Password), hash);
        return $"alice:{Realm}:{Convert.ToHexStringLower(hash.AsSpan(0, size))}\n";
    }
}
