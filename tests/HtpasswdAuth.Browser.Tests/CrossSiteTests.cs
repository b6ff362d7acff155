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
    public static TheoryData<string, string> Attacks => new(
        from host in (string[])["localhost", "127.0.0.1"] from address in Addresses select (host, address));

    [Theory]
    [MemberData(nameof(Attacks))]
    public async Task Form_of_another_origin_is_refused(string host, string address)
    {
        await using AccountSite site = await AccountSite.StartWithFormAsync(SecondFactorMode.WhenEnrolled);
        await using Visitor alice = await Visitor.OpenAsync(chromium, site, "alice");
        await alice.GoAsync("/account/app-passwords");
        await alice.SignInAsync("alice");
        await alice.GiveCodeAsync(site.Code);
        await alice.AssertHeadingAsync("App passwords");
        string before = site.Fingerprint();
        string code = site.NextCode();
        await using BrowserSite attacker = await StartAttackerAsync($"{site.Url}{address}", code);
        IResponse? answer = null;
        alice.Page.Response += (_, response) => answer = response.Request.Method == "POST" ? response : answer;

        await alice.Page.GotoAsync($"https://{host}:{new Uri(attacker.Url).Port}/");
        await alice.LeaveAsync(() => alice.Page.ClickAsync("button"));

        Assert.Equal((int)HttpStatusCode.Forbidden, answer!.Status);
        await alice.AssertHeadingAsync("Please send that once more");
        Assert.Equal(before, site.Fingerprint());

        // Still signed in, and the code was not spent.
        await alice.GoAsync("/account/second-factor/enrolment");
        await alice.GiveCodeAsync(code, "Begin");
        await alice.AssertHeadingAsync("Add this site to your app");
    }

    [Theory]
    [InlineData("localhost")]
    [InlineData("127.0.0.1")]
    public async Task Password_that_the_browser_adds_by_itself_changes_nothing(string host)
    {
        await using AccountSite site = await AccountSite.StartAsync();
        await using Visitor alice = await Visitor.OpenAsync(chromium, site, "alice");
        await alice.GoAsync("/inner");
        string before = site.Fingerprint();
        await using BrowserSite attacker = await StartAttackerAsync($"{site.Url}/account/password", code: "");
        IRequest? sent = null;
        alice.Page.Request += (_, request) => sent = request.Method == "POST" ? request : sent;

        await alice.Page.GotoAsync($"https://{host}:{new Uri(attacker.Url).Port}/");
        await alice.LeaveAsync(() => alice.Page.ClickAsync("button"));

        await alice.AssertPageAsync($"notice-cross-site-{host}", "Please send that once more", focus: "error", error: "Please send that once more", status: 403);
        Assert.StartsWith("Basic ", (await sent!.AllHeadersAsync())["authorization"], StringComparison.Ordinal);
        Assert.Equal(before, site.Fingerprint());
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
        return BrowserSite.StartAsync(new TempDirectory(), _ => { }, app => app.MapGet("/", context =>
        {
            context.Response.ContentType = "text/html";
            return context.Response.WriteAsync($"<title>Prizes</title><form method=post action=\"{target}\">{inputs}<button>Win</button></form>");
        }));
    }
}
