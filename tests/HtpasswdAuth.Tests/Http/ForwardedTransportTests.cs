using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.HttpOverrides;

namespace HtpasswdAuth.Tests;

/// <summary>A proxy on the same machine is local, and its clients are not.</summary>
public sealed class ForwardedTransportTests
{
    private const string Unread = "ForwardedHeadersUnread";

    [Theory]
    [InlineData("X-Forwarded-Proto", "http", true)]
    [InlineData("X-Forwarded-Proto", "HTTP", true)]
    [InlineData("X-Forwarded-Proto", "https, http", true)]
    [InlineData("X-Forwarded-Proto", "ws", true)]
    [InlineData("X-Forwarded-Scheme", "http", true)]
    [InlineData("X-Forwarded-Protocol", "http", true)]
    [InlineData("X-Forwarded-Ssl", "off", true)]
    [InlineData("Forwarded", "for=203.0.113.9;proto=http", true)]
    [InlineData("Forwarded", "for=\"[2001:db8::1]\"; Proto=\"http\", for=10.0.0.1;proto=https", true)]
    [InlineData("X-Original-Proto", "http", true)]
    [InlineData("X-Forwarded-Proto", "https", false)]
    [InlineData("X-Forwarded-Ssl", "on", false)]
    [InlineData("Forwarded", "for=203.0.113.9;proto=https", false)]
    [InlineData("Forwarded", "for=proto-http", false)]
    [InlineData("X-Forwarded-For", "203.0.113.9", false)]
    [InlineData("X-Forwarded-Host", "example.org", false)]
    public async Task Password_is_refused_where_the_proxy_says_it_came_in_the_clear(string header, string value, bool isRefused)
    {
        await using TestSite site = Site();
        await site.SignInAsync();

        // In this order: browsers come without a password first. What usual proxies send is seen on any request.
        HttpResponseMessage anonymous = await GetAsync(site, password: null, (header, value));
        HttpResponseMessage signedIn = await GetAsync(site, TestSite.Password, (header, value));

        Assert.Equal(isRefused ? HttpStatusCode.Forbidden : HttpStatusCode.OK, signedIn.StatusCode);
        Assert.Equal(isRefused ? HttpStatusCode.Forbidden : HttpStatusCode.Unauthorized, anonymous.StatusCode);
        Assert.Equal(isRefused, anonymous.Headers.WwwAuthenticate.Count == 0);
    }

    [Theory]
    [InlineData("X-Forwarded-For")]
    [InlineData("X-Forwarded-Proto")]
    [InlineData("X-Forwarded-Host")]
    [InlineData("Forwarded")]
    public async Task Headers_that_nothing_reads_are_warned_of_once(string header)
    {
        await using TestSite site = Site();
        await GetAsync(site, TestSite.Password);
        Assert.Empty(site.Logs.Named(Unread));

        await GetAsync(site, password: null, (header, "https"));
        await GetAsync(site, TestSite.Password, (header, "https"));
        await GetAsync(site, "wrong", ("Forwarded", "for=203.0.113.9"));

        Assert.Contains(header, Assert.Single(site.Logs.Named(Unread)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_is_warned_of_where_the_client_is_another_machine()
    {
        await using TestSite site = Site();
        site.ClientAddress = IPAddress.Parse("203.0.113.9");

        await GetAsync(site, TestSite.Password, ("X-Forwarded-For", "198.51.100.1"));

        Assert.Empty(site.Logs.Named(Unread));
    }

    [Theory]
    [InlineData("X-Forwarded-Proto", "http", "X-Forwarded-Host", "example.org")]
    [InlineData("X-Forwarded-For", "203.0.113.9", "Forwarded", "proto=http")]
    [InlineData("X-Forwarded-For", "203.0.113.9", "X-Forwarded-Ssl", "off")]
    public async Task Password_that_is_in_the_cache_is_refused_on_the_first_request_through_a_usual_proxy(
        string header, string value, string other, string otherValue)
    {
        await using TestSite site = Site();
        await GetAsync(site, TestSite.Password);

        Assert.Equal(HttpStatusCode.Forbidden, (await GetAsync(site, TestSite.Password, (header, value), (other, otherValue))).StatusCode);
    }

    [Theory]
    [InlineData("203.0.113.9", "https", HttpStatusCode.OK)]
    [InlineData("203.0.113.9", "http", HttpStatusCode.Forbidden)]
    [InlineData("127.0.0.1", "http", HttpStatusCode.OK)]
    public async Task Headers_that_the_framework_has_read_count_as_it_says(string client, string scheme, HttpStatusCode expected)
    {
        await using TestSite site = Site(app => app.UseForwardedHeaders(
            new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto }));

        HttpResponseMessage response = await GetAsync(site, TestSite.Password, ("X-Forwarded-For", client), ("X-Forwarded-Proto", scheme));

        Assert.Equal(expected, response.StatusCode);
        Assert.Empty(site.Logs.Named(Unread));
    }

    [Theory]
    [InlineData("https", HttpStatusCode.OK)]
    [InlineData("http", HttpStatusCode.Forbidden)]
    public async Task Scheme_alone_that_the_framework_has_read_is_the_clients(string scheme, HttpStatusCode expected)
    {
        await using TestSite site = Site(app => app.UseForwardedHeaders(new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.XForwardedProto }));

        Assert.Equal(expected, (await GetAsync(site, TestSite.Password, ("X-Forwarded-Proto", scheme))).StatusCode);
    }

    private static TestSite Site(Action<WebApplication>? before = null) => new()
    {
        Pipeline = app =>
        {
            before?.Invoke(app);
            app.UseHtpasswd();
            app.MapGet("/any", () => "any");
        },
    };

    private static Task<HttpResponseMessage> GetAsync(TestSite site, string? password, params (string Name, string Value)[] headers) =>
        site.GetAsync(password is null ? null : TestSite.Basic(TestSite.UserName, password), "/any", request =>
        {
            foreach ((string name, string value) in headers)
            {
                request.Headers.TryAddWithoutValidation(name, value);
            }
        });
}
