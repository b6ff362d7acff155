using System.Net;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;

namespace HtpasswdAuth.Tests;

public sealed class PolicyTests
{
    [Theory]
    [InlineData("/users", HttpStatusCode.Unauthorized, HttpStatusCode.OK, HttpStatusCode.Forbidden)]
    [InlineData("/either", HttpStatusCode.Unauthorized, HttpStatusCode.OK, HttpStatusCode.OK)]
    [InlineData("/both", HttpStatusCode.Unauthorized, HttpStatusCode.Forbidden, HttpStatusCode.Forbidden)]
    public async Task Strangers_from_elsewhere_get_what_the_rules_say(string path, HttpStatusCode nobody, HttpStatusCode alice, HttpStatusCode bob)
    {
        await using TestSite site = Site();
        site.ClientAddress = IPAddress.Parse("127.0.0.1");

        Assert.Equal(nobody, (await site.GetAsync(path: path)).StatusCode);
        Assert.Equal(alice, (await site.SignInAsync(path: path)).StatusCode);
        Assert.Equal(bob, (await site.SignInAsync("bob", path: path)).StatusCode);
    }

    [Theory]
    [InlineData("/network", HttpStatusCode.OK)]
    [InlineData("/either", HttpStatusCode.OK)]
    [InlineData("/both", HttpStatusCode.Unauthorized)]
    public async Task Network_counts_without_a_password_where_the_rules_say(string path, HttpStatusCode status)
    {
        await using TestSite site = Site();
        site.ClientAddress = IPAddress.Parse("10.1.2.3");

        Assert.Equal(status, (await site.GetAsync(path: path)).StatusCode);
    }

    [Fact]
    public async Task Forwarded_address_counts_only_through_the_framework()
    {
        await using TestSite site = Site();
        site.ClientAddress = IPAddress.Parse("127.0.0.1");

        HttpResponseMessage answer = await site.GetAsync(path: "/network", prepare: request => request.Headers.Add("X-Forwarded-For", "10.1.2.3"));

        Assert.NotEqual(HttpStatusCode.OK, answer.StatusCode);
    }

    [Fact]
    public void Rules_without_content_are_refused_at_start()
    {
        var policy = new AuthorizationPolicyBuilder();

        Assert.Throws<ArgumentException>(() => policy.RequireUser());
        Assert.Throws<ArgumentException>(() => policy.RequireNetwork());
        Assert.Throws<FormatException>(() => policy.RequireNetwork("example.com"));
    }

    private static TestSite Site() => new()
    {
        Https = true,
        UserFileContent = $"alice:{TestSite.Sha(TestSite.Password)}\nbob:{TestSite.Sha(TestSite.Password)}\n",
        Pipeline = app =>
        {
            app.MapGet("/users", static () => "in").RequireUser("alice");
            app.MapGet("/network", static () => "in").RequireNetwork("10.0.0.0/8");
            app.MapGet("/either", static () => "in").RequireUserOrNetwork("10.1");
            app.MapGet("/both", static () => "in").RequireUser("alice").RequireNetwork("10.0.0.0/8");
        },
    };
}
