using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Cors.Infrastructure;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace HtpasswdAuth.Tests;

/// <summary>CORS preflight requests come without credentials. The gate answers them by the site's policies and lets none of them on.</summary>
public sealed class PreflightTests
{
    private const string Origin = "https://app.example";

    private int _reached;

    [Fact]
    public async Task Preflight_is_asked_for_a_password_without_the_option()
    {
        await using TestSite site = Site(allow: false, cors => cors.AddDefaultPolicy(Allow));

        Assert.Equal(HttpStatusCode.Unauthorized, (await PreflightAsync(site)).StatusCode);
    }

    [Fact]
    public async Task Preflight_is_answered_by_the_default_policy_and_goes_no_further()
    {
        await using TestSite site = Site(allow: true, cors => cors.AddDefaultPolicy(Allow));

        HttpResponseMessage response = await PreflightAsync(site);

        Assert.Equal(HttpStatusCode.NoContent, response.StatusCode);
        Assert.Equal(Origin, Assert.Single(response.Headers.GetValues("Access-Control-Allow-Origin")));
        Assert.Equal("PUT", Assert.Single(response.Headers.GetValues("Access-Control-Allow-Methods")));
        Assert.Equal(0, _reached);
    }

    [Theory]
    [InlineData("/any")]
    [InlineData("/options-handler")]
    [InlineData("/missing")]
    [InlineData("/disabled")]
    public async Task Preflight_without_a_policy_is_asked_for_a_password_and_runs_nothing(string path)
    {
        await using TestSite without = Site(allow: true, cors: null);
        await using TestSite withoutDefault = Site(allow: true, cors => cors.AddPolicy("named", Allow));

        Assert.Equal(HttpStatusCode.Unauthorized, (await PreflightAsync(without, path)).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await PreflightAsync(withoutDefault, path)).StatusCode);
        Assert.Equal(0, _reached);
    }

    [Fact]
    public async Task Policy_of_the_endpoint_comes_before_those_of_the_site()
    {
        await using TestSite site = Site(allow: true, cors =>
        {
            cors.AddDefaultPolicy(policy => policy.WithOrigins("https://other.example"));
            cors.AddPolicy("named", Allow);
        });

        Assert.False((await PreflightAsync(site, "/any")).Headers.Contains("Access-Control-Allow-Origin"));
        Assert.True((await PreflightAsync(site, "/named")).Headers.Contains("Access-Control-Allow-Origin"));
        Assert.True((await PreflightAsync(site, "/own")).Headers.Contains("Access-Control-Allow-Origin"));
        Assert.Equal(HttpStatusCode.Unauthorized, (await PreflightAsync(site, "/disabled")).StatusCode);
        Assert.Equal(0, _reached);
    }

    [Fact]
    public async Task Policy_that_the_gate_names_holds_where_the_endpoint_names_none()
    {
        await using TestSite site = Site(allow: true, cors => cors.AddPolicy("named", Allow), gate => gate.CorsPolicyName = "named");

        Assert.True((await PreflightAsync(site, "/any")).Headers.Contains("Access-Control-Allow-Origin"));
    }

    [Theory]
    [InlineData("GET", Origin, "PUT")]
    [InlineData("OPTIONS", null, "PUT")]
    [InlineData("OPTIONS", Origin, null)]
    [InlineData("HEAD", Origin, "PUT")]
    public async Task What_is_no_preflight_needs_a_password(string method, string? origin, string? requested)
    {
        await using TestSite site = Site(allow: true, cors => cors.AddDefaultPolicy(Allow));

        Assert.Equal(HttpStatusCode.Unauthorized, (await SendAsync(site, "/any", method, origin, requested)).StatusCode);
        Assert.Equal(0, _reached);
    }

    private static void Allow(CorsPolicyBuilder policy) => policy.WithOrigins(Origin).WithMethods("PUT");

    private static Task<HttpResponseMessage> PreflightAsync(TestSite site, string path = "/any") => SendAsync(site, path, "OPTIONS", Origin, "PUT");

    private static Task<HttpResponseMessage> SendAsync(TestSite site, string path, string method, string? origin, string? requested) =>
        site.GetAsync(path: path, prepare: request =>
        {
            request.Method = new HttpMethod(method);
            _ = origin is null || request.Headers.TryAddWithoutValidation("Origin", origin);
            _ = requested is null || request.Headers.TryAddWithoutValidation("Access-Control-Request-Method", requested);
        });

    private TestSite Site(bool allow, Action<CorsOptions>? cors, Action<HtpasswdGateOptions>? configure = null) => new()
    {
        Services = services => _ = cors is null ? services : services.AddCors(cors),
        Pipeline = app =>
        {
            app.UseHtpasswd(gate =>
            {
                gate.AllowCorsPreflight = allow;
                configure?.Invoke(gate);
            });
            app.Use((HttpContext context, RequestDelegate next) =>
            {
                _reached++;
                return next(context);
            });
            app.Map("/any", () => "any");
            app.MapMethods("/options-handler", ["OPTIONS"], () => "options");
            app.MapPut("/named", () => "named").RequireCors("named");
            app.MapPut("/own", () => "own").RequireCors(Allow);
            app.MapPut("/disabled", () => "disabled").WithMetadata(new Microsoft.AspNetCore.Cors.DisableCorsAttribute());
        },
    };
}
