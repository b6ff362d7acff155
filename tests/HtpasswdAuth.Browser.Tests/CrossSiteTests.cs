using System.Net;
using System.Text.Encodings.Web;
using HtpasswdAuth.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Playwright;

namespace HtpasswdAuth.Browser.Tests;

/// <summary>
/// Another site's page sends forms to every address that takes one, while the browser adds the password and, from a sibling, all cookies.
/// </summary>
public sealed class CrossSiteTests(Chromium chromium)
{
    private static readonly string[] Addresses =
    [
        "/account/password", "/account/second-factor", "/account/second-factor/enrolment", "/account/second-factor/enrolment/confirm",
        "/account/second-factor/enrolment/remove", "/account/recovery-codes", "/account/recovery-codes/download", "/account/app-passwords",
        "/account/app-passwords/any/remove", "/account/sign-out", "/account/sign-in",
    ];

    /// <summary>A sibling is of the same site for cookies, but another origin; the other host is neither.</summary>
    [Theory]
    [InlineData("localhost")]
    [InlineData("127.0.0.1")]
    public async Task Session_that_the_browser_adds_by_itself_does_nothing(string host)
    {
        await using AccountSite site = await AccountSite.StartWithFormAsync(SecondFactorMode.WhenEnrolled);
        await using Visitor alice = await Visitor.OpenAsync(chromium, site);
        await alice.GoAsync("/inner");
        await alice.SignInAsync("alice");
        await alice.GiveCodeAsync(site.Code);

        IReadOnlyList<Dictionary<string, string>> sent = await AttackAsync(site, alice, host);

        Assert.All(sent, headers => Assert.Equal(host == "localhost", headers.GetValueOrDefault("cookie", "").Contains("__Host-htpasswd-session", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("localhost")]
    [InlineData("127.0.0.1")]
    public async Task Password_that_the_browser_adds_by_itself_does_nothing(string host)
    {
        await using AccountSite site = await AccountSite.StartAsync(SecondFactorMode.WhenEnrolled);
        await using Visitor alice = await Visitor.OpenAsync(chromium, site, "alice");
        await alice.GoAsync("/inner");
        await alice.GiveCodeAsync(site.Code);

        IReadOnlyList<Dictionary<string, string>> sent = await AttackAsync(site, alice, host, except: "/account/sign-in");

        Assert.All(sent, headers => Assert.StartsWith("Basic ", headers["authorization"], StringComparison.Ordinal));
    }

    [Fact]
    public async Task Person_is_told_what_to_do()
    {
        await using AccountSite site = await AccountSite.StartAsync();
        await using Visitor alice = await Visitor.OpenAsync(chromium, site, "alice");
        await alice.GoAsync("/inner");
        await using BrowserSite attacker = await StartAttackerAsync(site.Url, code: "");
        await alice.Page.GotoAsync($"{attacker.Url}/account/password");

        await alice.LeaveAsync(() => alice.Page.ClickAsync("button"));

        await alice.AssertPageAsync("notice-cross-site", "Please send that once more", focus: "error", error: "Please send that once more", status: 403);
    }

    /// <summary>Sends everything to every address, and asserts that all is refused and nothing changed, not even that a code was spent.</summary>
    /// <returns>The headers that the browser sent.</returns>
    private static async Task<IReadOnlyList<Dictionary<string, string>>> AttackAsync(AccountSite site, Visitor alice, string host, string? except = null)
    {
        string before = await site.FingerprintAsync();
        string code = site.NextCode();
        List<IResponse> answers = [];
        alice.Page.Response += (_, response) => answers.AddRange(response.Request.Method == "POST" ? [response] : []);
        await using BrowserSite attacker = await StartAttackerAsync(site.Url, code);
        foreach (string address in Addresses.Where(one => one != except))
        {
            await alice.Page.GotoAsync($"https://{host}:{new Uri(attacker.Url).Port}{address}");
            await alice.LeaveAsync(() => alice.Page.ClickAsync("button"));
            Assert.Equal(site.Url + address, alice.Page.Url);
        }

        IResponse[] refused = [.. answers];
        Assert.All(refused, answer => Assert.Equal((int)HttpStatusCode.Forbidden, answer.Status));
        Assert.Equal(Addresses.Length - (except is null ? 0 : 1), refused.Length);
        Assert.Equal(before, await site.FingerprintAsync());
        await alice.GoAsync("/inner");
        await alice.AssertHeadingAsync("Inner");
        await alice.GoAsync("/account/second-factor/enrolment");
        await alice.GiveCodeAsync(code, "Begin");
        await alice.AssertHeadingAsync("Add this site to your app");
        return await Task.WhenAll(refused.Select(answer => answer.Request.AllHeadersAsync()));
    }

    private static Task<BrowserSite> StartAttackerAsync(string target, string code)
    {
        (string Name, string Value)[] fields =
        [
            ("userName", "alice"), ("currentPassword", AccountSite.Password), ("password", AccountSite.Password), ("newPassword", AccountSite.NewPassword),
            ("confirmation", AccountSite.NewPassword), ("code", code), ("name", "theirs"), ("everywhere", "true"), ("codes", AccountSite.RecoveryCodes[0]),
            ("__RequestVerificationToken", "x"),
        ];
        string inputs = string.Concat(fields.Select(field => $"<input type=hidden name={field.Name} value=\"{HtmlEncoder.Default.Encode(field.Value)}\">"));
        return BrowserSite.StartAsync(new TempDirectory(), _ => { }, app => app.MapGet("/{**address}", context =>
        {
            context.Response.ContentType = "text/html";
            return context.Response.WriteAsync($"<title>Prizes</title><form method=post action=\"{target}{context.Request.Path}\">{inputs}<button>Win</button></form>");
        }));
    }
}
