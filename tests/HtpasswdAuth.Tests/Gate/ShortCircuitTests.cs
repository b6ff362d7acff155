using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;

namespace HtpasswdAuth.Tests;

/// <summary>Routing answers an endpoint marked <c>ShortCircuit()</c> before the gate has seen the request.</summary>
public sealed class ShortCircuitTests
{
    private const string Ignored = "ShortCircuitIgnored";

    [Fact]
    public async Task Start_is_refused_and_names_what_would_be_reached_past_the_gate()
    {
        await using TestSite site = Site(app =>
        {
            app.UseHtpasswd();
            app.MapGet("/sc", () => "secret").ShortCircuit();
            app.MapGet("/plain", () => "plain");
            app.MapGroup("/group").MapGet("/sc/{id}", () => "secret").ShortCircuit(418);
            app.MapShortCircuit(404, "robots.txt");
        });

        InvalidOperationException error = await Assert.ThrowsAsync<InvalidOperationException>(site.StartAsync);

        Assert.Contains("/sc, /group/sc/{id}, ", error.Message, StringComparison.Ordinal);
        Assert.Contains("robots.txt/{**", error.Message, StringComparison.Ordinal);
        Assert.Contains("MapShortCircuit(404, \"robots.txt\").AllowWithoutPassword()", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("/plain", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_is_refused_where_anonymous_is_all_that_is_said()
    {
        await using TestSite site = Site(app =>
        {
            app.UseHtpasswd();
            app.MapGet("/sc", () => "secret").ShortCircuit().AllowAnonymous();
        });

        await Assert.ThrowsAsync<InvalidOperationException>(site.StartAsync);
    }

    [Theory]
    [InlineData("routing before the gate")]
    [InlineData("gate in a branch")]
    [InlineData("htaccess")]
    public async Task Start_is_refused_wherever_the_gate_stands(string kind)
    {
        await using TestSite site = Site(app =>
        {
            switch (kind)
            {
                case "routing before the gate":
                    app.UseRouting();
                    app.UseHtpasswd();
                    break;
                case "gate in a branch":
                    app.UseWhen(_ => true, branch => branch.UseHtpasswd());
                    break;
                default:
                    app.UseHtaccess(".");
                    break;
            }

            app.MapGet("/sc", () => "secret").ShortCircuit();
        });

        await Assert.ThrowsAsync<InvalidOperationException>(site.StartAsync);
    }

    [Fact]
    public async Task Open_endpoints_are_answered_by_routing()
    {
        await using TestSite site = Site(app =>
        {
            app.UseHtpasswd();
            app.MapGet("/sc", () => "style").ShortCircuit().AllowWithoutPassword();
            app.MapShortCircuit(404, "robots.txt").AllowWithoutPassword();
        });

        Assert.Equal("style", await (await site.GetAsync(path: "/sc")).Content.ReadAsStringAsync());
        Assert.Equal(HttpStatusCode.NotFound, (await site.GetAsync(path: "/robots.txt")).StatusCode);
    }

    [Fact]
    public async Task Without_a_gate_nothing_is_refused_or_changed()
    {
        await using TestSite site = Site(app => app.MapShortCircuit(418, "teapot"));

        Assert.Equal(418, (int)(await site.GetAsync(path: "/teapot")).StatusCode);
    }

    [Fact]
    public async Task Routing_after_the_gate_may_answer_by_itself()
    {
        await using TestSite site = Site(app =>
        {
            app.UseHtpasswd();
            app.UseRouting();
            app.MapGet("/sc", () => "secret").ShortCircuit();
            app.MapShortCircuit(418, "teapot");
        });

        Assert.Equal(HttpStatusCode.Unauthorized, (await site.GetAsync(path: "/sc")).StatusCode);
        Assert.Equal("secret", await (await site.SignInAsync(path: "/sc")).Content.ReadAsStringAsync());
        Assert.Equal(418, (int)(await site.SignInAsync(path: "/teapot")).StatusCode);
        Assert.Empty(site.Logs.Named(Ignored));
    }

    [Fact]
    public async Task Endpoints_that_appear_later_are_behind_the_gate_with_one_line_in_the_log()
    {
        using var late = new LateEndpoints();
        await using TestSite site = Site(app =>
        {
            app.UseHtpasswd();
            ((IEndpointRouteBuilder)app).DataSources.Add(late);
        });
        Assert.Equal(HttpStatusCode.Unauthorized, (await site.GetAsync(path: "/late/1")).StatusCode);

        late.Appear();

        for (int i = 1; i <= 3; i++)
        {
            string path = $"/late/{i}";
            HttpResponseMessage refused = await site.GetAsync(path: path);
            Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
            Assert.DoesNotContain("secret", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
            Assert.Equal($"secret {i}", await (await site.SignInAsync(path: path)).Content.ReadAsStringAsync());
        }

        Assert.Single(site.Logs.Entries, entry => entry.Event.Name == Ignored);
    }

    private static TestSite Site(Action<WebApplication> pipeline) => new() { Pipeline = pipeline };
}
