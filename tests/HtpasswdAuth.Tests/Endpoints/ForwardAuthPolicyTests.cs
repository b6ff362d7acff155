using System.Net;
using System.Security.Claims;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using static HtpasswdAuth.Tests.ForwardAuthSite;

namespace HtpasswdAuth.Tests;

/// <summary>Authorization required of the endpoint, and how it is mapped.</summary>
public sealed class ForwardAuthPolicyTests
{
    private const ForwardAuthProxy Proxy = ForwardAuthProxy.Nginx;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Who_lacks_the_role_is_403_and_no_password_is_asked_for(bool withGate)
    {
        await using FactorSite site = Create(Proxy, SecondFactorMode.None, withGate: withGate, scheme: AddRole, pipeline: app =>
        {
            app.MapForwardAuth("/auth/admins").RequireAuthorization(policy => policy.RequireRole("admins"));
            app.MapForwardAuth("/auth/attribute").RequireAuthorization(new AuthorizeAttribute { Roles = "admins" });
            app.MapForwardAuth("/auth/user").RequireAuthorization();
        });

        foreach (string path in new[] { "/auth/admins", "/auth/attribute" })
        {
            Assert.Equal("alice", Header(await AskAsync(site.Client(), Proxy, path: path), "Remote-User"));
            HttpResponseMessage bob = await AskAsync(site.Client("bob"), Proxy, path: path, navigates: true);
            Assert.Equal(HttpStatusCode.Forbidden, bob.StatusCode);
            Assert.Equal("forbidden", Header(bob, "X-Htpasswd-Reason"));
            Assert.Null(Header(bob, "X-Htpasswd-Location"));
            AssertNobody(bob);
            Assert.Equal(HttpStatusCode.Unauthorized, (await AskAsync(new FactorClient(site, null), Proxy, path: path)).StatusCode);
        }

        Assert.Equal("bob", Header(await AskAsync(site.Client("bob"), Proxy, path: "/auth/user"), "Remote-User"));
    }

    [Fact]
    public async Task Second_factor_can_be_required_of_one_location()
    {
        await using FactorSite site = Create(Proxy, SecondFactorMode.StepUp, pipeline: app => app.MapForwardAuth("/auth/strong").RequireSecondFactor());
        FactorClient alice = site.Client();
        Assert.Equal(HttpStatusCode.NoContent, (await AskAsync(alice, Proxy)).StatusCode);

        HttpResponseMessage before = await AskAsync(alice, Proxy, path: "/auth/strong", navigates: true);
        Assert.Equal(HttpStatusCode.Forbidden, before.StatusCode);
        Assert.Equal("otp", Header(before, "X-Htpasswd-Reason"));
        Assert.Equal("/account/second-factor?returnUrl=%2Fwiki", Header(before, "X-Htpasswd-Location"));
        AssertNobody(before);

        await alice.GiveCodeAsync(site.Code(FactorSite.AliceSecret));
        Assert.Equal("alice", Header(await AskAsync(alice, Proxy, path: "/auth/strong"), "Remote-User"));
    }

    [Fact]
    public async Task App_password_is_judged_by_the_original_method_where_somebody_looked_before()
    {
        await using FactorSite site = Create(Proxy, pipeline: app =>
        {
            app.UseAuthentication();
            app.UseRouting();
        });
        FactorClient alice = await site.ProvedAsync();
        HttpResponseMessage made = await alice.PostAsync("/account/app-passwords", """{"name":"read","methods":["get"]}""");
        FactorClient program = site.Client(password: (await FactorClient.ReadAsync(made)).GetProperty("password").GetString()!);

        Assert.Equal(HttpStatusCode.NoContent, (await AskAsync(program, Proxy)).StatusCode);
        AssertNobody(await AskAsync(program, Proxy, method: "POST"));
    }

    [Fact]
    public async Task Fallback_policy_does_not_stand_before_it()
    {
        await using FactorSite site = new(SecondFactorMode.None, pipeline: app => app.MapForwardAuth())
        {
            Services = services => services.AddAuthorizationBuilder().SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireRole("nobody").Build()),
        };

        Assert.Equal(HttpStatusCode.NoContent, (await AskAsync(site.Client(), Proxy)).StatusCode);
    }

    [Theory]
    [InlineData("")]
    [InlineData("auth")]
    [InlineData("//auth")]
    public async Task Pattern_must_be_a_path(string pattern)
    {
        await using var site = new TestSite { Pipeline = app => Assert.Throws<ArgumentException>(() => app.MapForwardAuth(pattern)) };
        await site.StartAsync();
    }

    [Fact]
    public async Task All_that_is_wrong_with_the_options_is_said_at_once()
    {
        await using var site = new TestSite
        {
            Pipeline = app =>
            {
                ArgumentException exception = Assert.Throws<ArgumentException>(() => app.MapForwardAuth(configure: options =>
                {
                    options.Proxy = (ForwardAuthProxy)9;
                    options.PortalOrigin = "https://login.example/account";
                    options.ReturnOrigins.Add("https://*.example");
                    options.ReturnOrigins.Add("http://wiki.example");
                }));
                Assert.Contains("Proxy must be one of Nginx, Traefik, Caddy.", exception.Message, StringComparison.Ordinal);
                Assert.Contains("'https://login.example/account'", exception.Message, StringComparison.Ordinal);
                Assert.Contains("'https://*.example'", exception.Message, StringComparison.Ordinal);
                Assert.Contains("'http://wiki.example'", exception.Message, StringComparison.Ordinal);
                Assert.Throws<ArgumentException>(() => app.MapForwardAuth(configure: options => options.PortalOrigin = "https://login.example"));
                Assert.Throws<ArgumentException>(() => app.MapForwardAuth(configure: options => options.ReturnOrigins.Add("https://wiki.example")));
            },
        };
        await site.StartAsync();
    }

    [Fact]
    public async Task Site_without_a_password_file_cannot_map_it()
    {
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseTestServer();
        builder.Services.AddRouting();
        await using WebApplication app = builder.Build();
        Assert.Contains("AddHtpasswd", Assert.Throws<InvalidOperationException>(() => app.MapForwardAuth()).Message, StringComparison.Ordinal);
    }

    private static void AddRole(HtpasswdOptions options) => options.Events.OnCredentialsVerified = context =>
    {
        if (context.UserName == "alice")
        {
            ((ClaimsIdentity)context.Principal!.Identity!).AddClaim(new Claim(ClaimTypes.Role, "admins"));
        }

        return Task.CompletedTask;
    };
}
