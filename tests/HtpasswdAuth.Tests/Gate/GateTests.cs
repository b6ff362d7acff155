using System.Net;
using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace HtpasswdAuth.Tests;

public sealed class GateTests
{
    [Fact]
    public async Task Nothing_behind_the_gate_is_reached_without_a_password()
    {
        int reached = 0;
        await using TestSite site = Site(_ => { }, app => app.Use((HttpContext context, RequestDelegate next) =>
        {
            reached++;
            return next(context);
        }));

        foreach (string path in new[] { "/", "/open", "/missing", "/anonymous" })
        {
            HttpResponseMessage response = await site.GetAsync(path: path);
            Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
            Assert.Equal("Basic realm=\"Restricted\", charset=\"UTF-8\"", response.Headers.WwwAuthenticate.ToString());
        }

        Assert.Equal(0, reached);
    }

    [Fact]
    public async Task Right_password_passes_and_the_user_is_known_to_authorization()
    {
        await using TestSite site = Site(_ => { });

        for (int i = 0; i < 2; i++)
        {
            HttpResponseMessage response = await site.SignInAsync();
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
            Assert.Contains("name=alice", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("alice", HttpStatusCode.OK)]
    [InlineData("bob", HttpStatusCode.Forbidden)]
    public async Task Policies_see_the_user_from_the_gate(string userName, HttpStatusCode expected)
    {
        await using TestSite site = Site(
            _ => { },
            app => app.MapGet("/alice-only", () => "ok").RequireAuthorization(policy => policy.RequireUserName("alice")));

        Assert.Equal(expected, (await site.SignInAsync(userName, path: "/alice-only")).StatusCode);
        Assert.Equal(expected, (await site.SignInAsync(userName, path: "/alice-only")).StatusCode);
    }

    [Fact]
    public async Task Authenticate_result_agrees_with_the_user()
    {
        AuthenticateResult? result = null;
        await using TestSite site = Site(_ => { }, app => app.MapGet("/result", async (HttpContext context) =>
        {
            result = context.Features.Get<IAuthenticateResultFeature>()?.AuthenticateResult;
            AuthenticateResult own = await context.AuthenticateAsync(HtpasswdDefaults.AuthenticationScheme);
            return own.Succeeded && ReferenceEquals(context.User, result!.Principal) ? "agrees" : "differs";
        }));

        string answer = await (await site.SignInAsync(path: "/result")).Content.ReadAsStringAsync();

        Assert.Equal("agrees", answer);
        Assert.Equal("alice", result!.Principal!.Identity!.Name);
    }

    [Fact]
    public async Task Framework_authenticates_nothing_a_second_time()
    {
        var counting = new CountingAuthenticationService();
        await using TestSite site = Site(_ => { }, services: services => services.AddSingleton<IAuthenticationService>(counting));

        Assert.Equal(HttpStatusCode.OK, (await site.SignInAsync()).StatusCode);

        Assert.Equal(0, counting.Calls);
    }

    [Theory]
    [InlineData("/healthz", true)]
    [InlineData("/healthz/live", true)]
    [InlineData("/healthzzz", false)]
    [InlineData("/Healthz", false)]
    [InlineData("/healthz/../secret", false)]
    [InlineData("/healthz/..\\secret", false)]
    [InlineData("/healthz/%2e%2e/secret", false)]
    [InlineData("/healthz/..%2fsecret", false)]
    [InlineData("/healthz//secret", false)]
    [InlineData("/healthz/;/secret", false)]
    [InlineData("/healthz/.htpasswd", false)]
    [InlineData("/other/healthz", false)]
    public async Task Only_open_paths_pass(string path, bool passes)
    {
        await using TestSite site = Site(gate => gate.Open("/healthz"), app => app.Run(context => context.Response.WriteAsync("reached")));

        HttpResponseMessage response = await site.GetAsync(prepare: request => request.Headers.Add("X-Path", path));

        Assert.Equal(passes ? HttpStatusCode.OK : HttpStatusCode.Unauthorized, response.StatusCode);
    }

    [Theory]
    [InlineData("/")]
    [InlineData("")]
    [InlineData("healthz")]
    public void Open_path_that_is_no_path_below_the_root_is_refused(string path) =>
        Assert.ThrowsAny<ArgumentException>(() => new OpenPaths(new HtpasswdGateOptions().Open(path)));

    [Fact]
    public async Task Missing_scheme_is_told_with_what_to_add()
    {
        WebApplicationBuilder builder = WebApplication.CreateBuilder(["--hostBuilder:reloadConfigOnChange=false"]);
        await using WebApplication app = builder.Build();

        InvalidOperationException error = Assert.Throws<InvalidOperationException>(() => app.UseHtpasswd());

        Assert.Contains("AddHtpasswd(", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Claims_transformation_runs_behind_the_gate()
    {
        await using TestSite site = Site(_ => { }, services: services => services.AddTransient<IClaimsTransformation, AddsARole>());

        await site.SignInAsync();
        string second = await (await site.SignInAsync()).Content.ReadAsStringAsync();

        Assert.Equal(1, second.Split('\n').Count(claim => claim == "role=added"));
    }

    private static TestSite Site(Action<HtpasswdGateOptions> configure, Action<WebApplication>? pipeline = null, Action<IServiceCollection>? services = null) =>
        new()
        {
            UserFileContent = $"alice:{TestSite.Sha(TestSite.Password)}\nbob:{TestSite.Sha(TestSite.Password)}\n",
            Services = services ?? (_ => { }),
            Request = context =>
            {
                if (context.Request.Headers["X-Path"] is [{ } path])
                {
                    context.Request.Path = path;
                }
            },
            Pipeline = app =>
            {
                app.UseHtpasswd(configure);
                app.MapGet("/anonymous", [AllowAnonymous] () => "anonymous");
                pipeline?.Invoke(app);
            },
        };

    private sealed class AddsARole : IClaimsTransformation
    {
        public Task<ClaimsPrincipal> TransformAsync(ClaimsPrincipal principal)
        {
            principal.Identities.First().AddClaim(new Claim(ClaimTypes.Role, "added"));
            return Task.FromResult(principal);
        }
    }

    private sealed class CountingAuthenticationService : IAuthenticationService
    {
        public int Calls { get; private set; }

        public Task<AuthenticateResult> AuthenticateAsync(HttpContext context, string? scheme)
        {
            Calls++;
            return Task.FromResult(AuthenticateResult.NoResult());
        }

        public Task ChallengeAsync(HttpContext context, string? scheme, AuthenticationProperties? properties) => throw new NotSupportedException();

        public Task ForbidAsync(HttpContext context, string? scheme, AuthenticationProperties? properties) => throw new NotSupportedException();

        public Task SignInAsync(HttpContext context, string? scheme, ClaimsPrincipal principal, AuthenticationProperties? properties) => throw new NotSupportedException();

        public Task SignOutAsync(HttpContext context, string? scheme, AuthenticationProperties? properties) => throw new NotSupportedException();
    }
}
