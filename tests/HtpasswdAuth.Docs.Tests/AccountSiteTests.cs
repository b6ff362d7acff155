using System.Net;
using System.Net.Http.Json;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging.Abstractions;

namespace HtpasswdAuth.Docs.Tests;

/// <summary>The sites of the pages that are about the account, and about programs behind a proxy.</summary>
public sealed class AccountSiteTests : IDisposable
{
    private static readonly (string, string)[] Navigation = [("Accept", "text/html"), ("Sec-Fetch-Mode", "navigate"), ("Sec-Fetch-Dest", "document")];

    private readonly TempDirectory _directory = new();

    public AccountSiteTests() => DocSite.WriteUsers(_directory);

    [Fact]
    public async Task Second_factor_leads_to_the_form_to_enrol()
    {
        await using DocSite site = await DocSite.StartAsync(SecondFactorPage.Required(Builder()));

        using HttpResponseMessage answer = await site.GetAsync("/", "alice", Navigation);
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.StartsWith("/account/second-factor/enrolment", answer.Headers.Location!.OriginalString, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Step_up_asks_for_the_code_where_it_is_said()
    {
        WebApplicationBuilder builder = Builder();
        builder.Services.AddAuthentication().AddHtpasswd(options =>
        {
            options.UserFile = "users.htpasswd";
            options.SecondFactor.Mode = SecondFactorMode.StepUp;
        });
        builder.Services.AddHtpasswdSqlite();
        WebApplication app = SecondFactorPage.StepUp(builder);
        app.MapGet("/open", () => "Open");
        app.MapHtpasswdApi();
        await using DocSite site = await DocSite.StartAsync(app);

        Assert.Equal("Open", await site.TextAsync("/open", "alice"));
        Assert.Contains("enrolment-required", await site.TextAsync("/payroll", "alice"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Own_pages_take_the_place_of_all()
    {
        WebApplicationBuilder builder = Builder();
        SecondFactorPage.OwnPages(builder);
        await using DocSite site = await DocSite.StartAsync(PasswordChangePage.Change(builder));

        Assert.Equal("<p>You are alice.", await site.TextAsync("/account", "alice"));
    }

    [Fact]
    public async Task Own_page_takes_the_place_of_one()
    {
        WebApplicationBuilder builder = Builder();
        PagesPage.OwnPage(builder);
        OtpKeyRing keys = OtpKeyRing.LoadOrCreate(_directory.File("users.otp-key"));
        OtpEnrolment enrolment = OtpEnrolment.Create("alice", "01234567890123456789"u8, OtpParameters.Default, TimeProvider.System.GetUtcNow(), keys);
        File.WriteAllBytes(_directory.File("users.otp"), OtpSecretsFile.Empty.With(new OtpUser("alice") { Enrolment = enrolment }).ToArray());
        await using DocSite site = await DocSite.StartAsync(SecondFactorPage.Required(builder));

        string page = await site.TextAsync("/account/second-factor", "alice");
        Assert.Contains("One more step", page, StringComparison.Ordinal);
        Assert.Contains("name=\"code\"", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Pages_have_the_name_of_the_site()
    {
        _directory.Write("brand/logo.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>");
        await using DocSite site = await DocSite.StartAsync(PagesPage.Account(Builder()));

        Assert.Contains("Saltmarsh Observatory", await site.TextAsync("/account", "alice"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Generator_is_open_to_everybody()
    {
        await using DocSite site = await DocSite.StartAsync(PagesPage.Generator(Builder()));

        Assert.Equal(HttpStatusCode.OK, await site.StatusAsync("/generator"));
    }

    [Fact]
    public async Task Browser_is_sent_to_the_sign_in_form_and_a_program_is_not()
    {
        await using DocSite site = await DocSite.StartAsync(SignInFormPage.Form(Builder()));

        using HttpResponseMessage answer = await site.GetAsync("/", null, Navigation);
        Assert.StartsWith("/account/sign-in", answer.Headers.Location!.OriginalString, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Unauthorized, await site.StatusAsync("/"));
    }

    [Fact]
    public async Task Password_is_changed_as_json_and_judged_by_the_own_estimate()
    {
        WebApplicationBuilder builder = Builder();
        PasswordChangePage.Strength(builder);
        await using DocSite site = await DocSite.StartAsync(PasswordChangePage.Change(builder));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, await ChangeAsync("ottottottottotto"));
        Assert.Equal(HttpStatusCode.NoContent, await ChangeAsync("seven boats, nine lamps"));

        async Task<HttpStatusCode> ChangeAsync(string newPassword)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "/account/password");
            request.Content = JsonContent.Create(new { currentPassword = DocSite.Password, newPassword });
            using HttpResponseMessage answer = await site.SendAsync(request, "alice");
            return answer.StatusCode;
        }
    }

    [Fact]
    public async Task Digest_asks_for_digest()
    {
        _directory.Write("users.htdigest", "alice:Club house:0123456789abcdef0123456789abcdef\n");
        WebApplication app = DigestPage.Digest(Builder());
        app.MapGet("/", () => "Club").RequireAuthorization();
        await using DocSite site = await DocSite.StartAsync(app);

        using HttpResponseMessage answer = await site.GetAsync("/");
        Assert.StartsWith("Digest realm=\"Club house\"", answer.Headers.WwwAuthenticate.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Proxy_that_asks_is_told_who_it_is()
    {
        WebApplicationBuilder builder = Builder();
        builder.Services.AddHtpasswdUI();
        await using DocSite site = await DocSite.StartAsync(ForwardAuthPage.Portal(builder));

        using HttpResponseMessage answer = await site.GetAsync("/auth", "alice", ("X-Original-URI", "/wiki"), ("X-Original-Method", "GET"));
        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
        Assert.Equal("alice", answer.Headers.GetValues("Remote-User").Single());
        Assert.Equal(HttpStatusCode.Forbidden, await site.StatusAsync("/auth", "alice"));
    }

    [Fact]
    public async Task Proxy_that_asks_for_a_location_gets_its_policy()
    {
        WebApplicationBuilder builder = Builder();
        builder.Services.AddAuthentication().AddHtpasswd("users.htpasswd");
        await using DocSite site = await DocSite.StartAsync(ForwardAuthPage.Policies(builder));
        (string, string)[] asked = [("X-Original-URI", "/wiki"), ("X-Original-Method", "GET")];

        Assert.Equal(HttpStatusCode.NoContent, await site.StatusAsync("/auth", "alice", asked));
        Assert.Equal(HttpStatusCode.Forbidden, await site.StatusAsync("/auth/admins", "alice", asked));
    }

    [Fact]
    public async Task Health_is_told()
    {
        WebApplicationBuilder builder = Builder();
        builder.Services.AddAuthentication().AddHtpasswd("users.htpasswd");
        OperatingPage.Health(builder);
        WebApplication app = builder.Build();
        await app.StartAsync();

        Assert.Equal(HealthStatus.Healthy, (await app.Services.GetRequiredService<HealthCheckService>().CheckHealthAsync()).Status);
        await app.DisposeAsync();
    }

    public void Dispose() => _directory.Dispose();

    /// <summary>Cookie keys stay within the test.</summary>
    private WebApplicationBuilder Builder()
    {
        WebApplicationBuilder builder = DocSite.NewBuilder(_directory);
        builder.Services.AddDataProtection();
        builder.Services.PostConfigure<KeyManagementOptions>(options => options.XmlRepository =
            new FileSystemXmlRepository(Directory.CreateDirectory(_directory.File("cookie-keys")), NullLoggerFactory.Instance));
        return builder;
    }
}
