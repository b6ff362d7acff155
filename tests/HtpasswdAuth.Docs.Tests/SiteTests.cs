using System.Net;
using System.Text;

namespace HtpasswdAuth.Docs.Tests;

/// <summary>The sites of the pages do what the pages say.</summary>
public sealed class SiteTests : IDisposable
{
    private readonly TempDirectory _directory = new();

    public SiteTests() => DocSite.WriteUsers(_directory);

    [Fact]
    public async Task Site_of_the_readme_asks_for_a_password_and_greets()
    {
        await using DocSite site = await DocSite.StartAsync(ReadmePage.Program, _directory);

        Assert.Equal(HttpStatusCode.Unauthorized, await site.StatusAsync("/"));
        Assert.Equal("Hello, alice", await site.TextAsync("/", "alice"));
    }

    [Fact]
    public async Task Quick_start_has_a_password_first()
    {
        await using DocSite site = await DocSite.StartAsync(QuickStartPage.Password, _directory);

        Assert.Equal("A user name and a password are required to see this page. Reload it to try again.\n", await site.TextAsync("/"));
        Assert.Equal("Hello, alice!", await site.TextAsync("/", "alice"));
        Assert.Equal(HttpStatusCode.Unauthorized, await site.StatusAsync("/", "mallory"));
    }

    [Fact]
    public async Task Quick_start_has_a_second_factor_then()
    {
        OtpKeyRing keys = OtpKeyRing.LoadOrCreate(_directory.File("users.otp-key"));
        byte[] secret = Encoding.ASCII.GetBytes("01234567890123456789");
        OtpEnrolment enrolment = OtpEnrolment.Create("alice", secret, OtpParameters.Default, TimeProvider.System.GetUtcNow(), keys);
        File.WriteAllBytes(_directory.File("users.otp"), OtpSecretsFile.Empty.With(new OtpUser("alice") { Enrolment = enrolment }).ToArray());
        await using DocSite site = await DocSite.StartAsync(QuickStartPage.SecondFactor, _directory);
        string code = Hotp.Compute(secret, Totp.GetStep(TimeProvider.System.GetUtcNow(), OtpParameters.Default), OtpParameters.Default);

        Assert.Contains("urn:htpasswd:second-factor-required", await site.TextAsync("/", "alice"), StringComparison.Ordinal);
        using HttpResponseMessage passed = await site.GetAsync("/", "alice", ("X-Htpasswd-OTP", code));
        Assert.Equal("Hello, alice!", await passed.Content.ReadAsStringAsync());
        string cookies = string.Join("; ", passed.Headers.GetValues("Set-Cookie").Select(cookie => cookie.Split(';')[0]));
        Assert.Equal("Hello, alice!", await site.TextAsync("/", "alice", ("Cookie", cookies)));
        Assert.Contains("urn:htpasswd:code-wrong", await site.TextAsync("/", "alice", ("X-Htpasswd-OTP", code)), StringComparison.Ordinal);
        Assert.Contains("alice", await site.TextAsync("/account", "alice", ("Cookie", cookies)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Folders_are_protected_as_their_htaccess_files_say()
    {
        _directory.Write("site/index.html", "Open");
        _directory.Write("site/closed/index.html", "Closed");
        _directory.Write("site/closed/.htaccess", "Require all denied\n");
        await using DocSite site = await DocSite.StartAsync(HtaccessPage.Program, _directory);

        Assert.Equal("Open", await site.TextAsync("/"));
        Assert.Equal(HttpStatusCode.Forbidden, await site.StatusAsync("/closed/"));
    }

    [Fact]
    public async Task Gate_leaves_open_what_is_named()
    {
        WebApplication app = ConfigurationPage.InCode(DocSite.NewBuilder(_directory));
        ConfigurationPage.Gate(app);
        app.MapFallback(() => "Behind the gate");
        await using DocSite site = await DocSite.StartAsync(app);

        Assert.Equal(HttpStatusCode.OK, await site.StatusAsync("/healthz"));
        Assert.Equal(HttpStatusCode.OK, await site.StatusAsync("/.well-known/acme-challenge/x"));
        Assert.Equal(HttpStatusCode.Unauthorized, await site.StatusAsync("/elsewhere"));
    }

    [Fact]
    public async Task Rules_let_in_whom_the_page_says()
    {
        _directory.Write("groups", "admins: alice\n");
        WebApplicationBuilder builder = DocSite.NewBuilder(_directory);
        GroupsAndRulesPage.GroupFile(builder);
        GroupsAndRulesPage.Policy(builder);
        WebApplication app = builder.Build();
        GroupsAndRulesPage.Rules(app);
        app.MapGet("/vault", () => "Vault").RequireAuthorization("vault");
        await using DocSite site = await DocSite.StartAsync(app);

        Assert.Equal(HttpStatusCode.Unauthorized, await site.StatusAsync("/reports"));
        Assert.Equal(HttpStatusCode.OK, await site.StatusAsync("/reports", "alice"));
        Assert.Equal(HttpStatusCode.Forbidden, await site.StatusAsync("/reports", "bob"));
        Assert.Equal(HttpStatusCode.OK, await site.StatusAsync("/ledger", "bob"));
        Assert.Equal("Fine", await site.TextAsync("/status"));
        Assert.Equal(HttpStatusCode.Unauthorized, await site.StatusAsync("/wiki"));
        Assert.Equal(HttpStatusCode.OK, await site.StatusAsync("/wiki", "bob"));
        Assert.Equal(HttpStatusCode.Forbidden, await site.StatusAsync("/vault", "alice"));
    }

    [Fact]
    public async Task Site_that_was_apaches_asks_the_admins_group()
    {
        string users = _directory.File("users.htpasswd");
        string groups = _directory.Write("groups", "admins: alice\n");
        WebApplicationBuilder builder = DocSite.NewBuilder(_directory);
        builder.Services.PostConfigure<HtpasswdOptions>("Htpasswd", options => (options.UserFile, options.GroupFile) = (users, groups));
        await using DocSite site = await DocSite.StartAsync(FromApachePage.Location(builder));

        using HttpResponseMessage asked = await site.GetAsync("/");
        Assert.Equal("Basic realm=\"Club house\", charset=\"UTF-8\"", asked.Headers.WwwAuthenticate.ToString());
        Assert.Equal("Only admins see this", await site.TextAsync("/admin", "alice"));
        Assert.Equal(HttpStatusCode.Forbidden, await site.StatusAsync("/admin", "bob"));
    }

    [Fact]
    public async Task Site_that_was_nginxs_leaves_its_health_open()
    {
        string users = _directory.File("users.htpasswd");
        WebApplicationBuilder builder = DocSite.NewBuilder(_directory);
        builder.Services.PostConfigure<HtpasswdOptions>("Htpasswd", options => options.UserFile = users);
        WebApplication app = FromNginxPage.Location(builder);
        app.MapGet("/healthz", () => "Fine");
        await using DocSite site = await DocSite.StartAsync(app);

        Assert.Equal("Fine", await site.TextAsync("/healthz"));
        Assert.Equal(HttpStatusCode.Unauthorized, await site.StatusAsync("/"));
    }

    [Fact]
    public async Task Handler_that_takes_the_place_of_another_adds_claims_and_refuses()
    {
        WebApplicationBuilder builder = DocSite.NewBuilder(_directory);
        builder.Services.AddAuthorization();
        WebApplication app = FromDotnetPage.WithClaims(builder);
        app.MapGet("/", (HttpContext context) => context.User.FindFirst("department")?.Value ?? "none").RequireAuthorization();
        await using DocSite site = await DocSite.StartAsync(app);

        Assert.Equal("harbour", await site.TextAsync("/", "alice"));
        Assert.NotEqual(HttpStatusCode.OK, await site.StatusAsync("/", "bob"));
    }

    [Fact]
    public void Password_that_was_just_seen_gets_its_line()
    {
        string file = _directory.File("users.htpasswd");
        FromDotnetPage.Remember(file, "carol", "secret");

        string line = File.ReadLines(file).Single(text => text.StartsWith("carol:", StringComparison.Ordinal));
        Assert.NotEqual(PasswordVerification.Failed, PasswordHash.Verify("secret"u8, Encoding.ASCII.GetBytes(line[6..])));
    }

    public void Dispose() => _directory.Dispose();
}
