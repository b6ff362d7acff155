using System.Net;
using Microsoft.AspNetCore.Builder;
using static HtpasswdAuth.Tests.ForwardAuthSite;

namespace HtpasswdAuth.Tests;

/// <summary>What the proxy says of the original request decides; what makes no sense is refused.</summary>
public sealed class ForwardAuthTargetTests
{
    private const string Feed = """{"name":"feed","paths":["/inner/feed"],"methods":["get"]}""";

    private static readonly string[] MalformedUris =
    [
        "", "wiki", "?x", "#", "*", "http://wiki.example/", "//\twiki", "/a b", "/a#b", "/#", "/caf\u00E9", "/\u2028", "/a\u007F", "/" + new string('a', 8192),
    ];

    [Theory]
    [InlineData(ForwardAuthProxy.Nginx)]
    [InlineData(ForwardAuthProxy.Caddy)]
    public async Task Malformed_address_or_method_is_403_also_for_who_may_see_everything(ForwardAuthProxy proxy)
    {
        await using FactorSite site = Create(proxy, SecondFactorMode.None);
        FactorClient alice = site.Client();
        Assert.Equal(HttpStatusCode.NoContent, (await AskAsync(alice, proxy)).StatusCode);

        foreach (string uri in MalformedUris)
        {
            HttpResponseMessage answer = await AskAsync(alice, proxy, uri);
            Assert.True(answer.StatusCode == HttpStatusCode.Forbidden, uri);
            AssertNobody(answer);
        }

        foreach (string method in new[] { "", " ", "GET POST", "GET,POST", "G\u00C9T", "GET/1", new string('A', 33) })
        {
            HttpResponseMessage answer = await AskAsync(alice, proxy, method: method);
            Assert.True(answer.StatusCode == HttpStatusCode.Forbidden, method);
            AssertNobody(answer);
        }

        AssertNobody(await alice.GetAsync(Auth));
        AssertNobody(await AskAsync(alice, proxy, headers: (proxy == ForwardAuthProxy.Nginx ? "X-Original-URI" : "X-Forwarded-Uri", "/second")));
        AssertNobody(await AskAsync(alice, proxy, headers: (proxy == ForwardAuthProxy.Nginx ? "X-Original-Method" : "X-Forwarded-Method", "GET")));
    }

    [Theory]
    [InlineData(ForwardAuthProxy.Nginx)]
    [InlineData(ForwardAuthProxy.Traefik)]
    public async Task Hostile_address_leads_to_no_other_origin_and_to_no_error(ForwardAuthProxy proxy)
    {
        await using FactorSite site = Create(proxy);
        FactorClient alice = site.Client();
        string[] hostile = [.. HostileReturnUrls.Refused.Concat(HostileReturnUrls.LookAlikes).Concat(["/%00", "/%", "/%zz", "/%2", "/%C0%AF", "/%F0%9F", "/?%00", "/..;/x"])
            .Where(uri => !uri.AsSpan().ContainsAny('\r', '\n', '\0'))];
        int redirected = 0;
        foreach (string uri in hostile)
        {
            HttpResponseMessage answer = await AskAsync(alice, proxy, uri, navigates: true);
            AssertNobody(answer);
            Assert.True(answer.StatusCode is HttpStatusCode.Forbidden or HttpStatusCode.Found, $"{uri}: {answer.StatusCode}");
            if (Header(answer, proxy == ForwardAuthProxy.Nginx ? "X-Htpasswd-Location" : "Location") is { } location)
            {
                Assert.StartsWith("/account/second-factor?returnUrl=", location, StringComparison.Ordinal);
                Assert.InRange(location.Length, 1, 3500);
                Assert.DoesNotContain(location, letter => letter is <= ' ' or > '~');
                redirected++;
            }
        }

        Assert.InRange(redirected, 100, hostile.Length);
    }

    [Theory]
    [InlineData("GET", "/inner/feed", HttpStatusCode.NoContent)]
    [InlineData("GET", "/inner/feed/2024/1.xml?x=%2e%2e", HttpStatusCode.NoContent)]
    [InlineData("HEAD", "/inner/feed", HttpStatusCode.Forbidden)]
    [InlineData("POST", "/inner/feed", HttpStatusCode.Forbidden)]
    [InlineData("get", "/inner/feed", HttpStatusCode.NoContent)]
    [InlineData("GET", "/auth", HttpStatusCode.Forbidden)]
    [InlineData("GET", "/", HttpStatusCode.Forbidden)]
    [InlineData("GET", "/inner/feeds", HttpStatusCode.Forbidden)]
    [InlineData("GET", "/inner/Feed", HttpStatusCode.Forbidden)]
    [InlineData("GET", "/x?/inner/feed", HttpStatusCode.Forbidden)]
    [InlineData("GET", "/inner/feed/../other", HttpStatusCode.Forbidden)]
    [InlineData("GET", "/inner/feed/./x", HttpStatusCode.Forbidden)]
    [InlineData("GET", "/inner/feed/%2e%2e/other", HttpStatusCode.Forbidden)]
    [InlineData("GET", "/inner/feed/.%2e/other", HttpStatusCode.Forbidden)]
    [InlineData("GET", "/inner/feed/..%2fother", HttpStatusCode.Forbidden)]
    [InlineData("GET", "/inner/feed/%252e%252e/other", HttpStatusCode.Forbidden)]
    [InlineData("GET", "/inner/feed//x", HttpStatusCode.Forbidden)]
    [InlineData("GET", "//inner/feed", HttpStatusCode.Forbidden)]
    [InlineData("GET", "/inner/feed;x/y", HttpStatusCode.Forbidden)]
    [InlineData("GET", "/inner/feed/\\..\\other", HttpStatusCode.Forbidden)]
    [InlineData("GET", "/inner/feed/%5c..", HttpStatusCode.Forbidden)]
    public async Task Scope_of_an_app_password_is_that_of_the_original_request(string method, string uri, HttpStatusCode expected)
    {
        foreach (ForwardAuthProxy proxy in new[] { ForwardAuthProxy.Nginx, ForwardAuthProxy.Caddy })
        {
            await using FactorSite site = Create(proxy);
            FactorClient program = await MakeProgramAsync(site);

            HttpResponseMessage answer = await AskAsync(program, proxy, uri, method);

            Assert.Equal(expected, answer.StatusCode);
            Assert.Equal(expected == HttpStatusCode.NoContent ? "alice" : "", Header(answer, "Remote-User"));
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Scope_cannot_be_widened_by_what_the_client_sends(bool withGate)
    {
        await using FactorSite site = Create(ForwardAuthProxy.Nginx, withGate: withGate);
        FactorClient program = await MakeProgramAsync(site);
        Assert.Equal(HttpStatusCode.NoContent, (await AskAsync(program, ForwardAuthProxy.Nginx, "/inner/feed")).StatusCode);

        HttpResponseMessage answer = await AskAsync(
            program, ForwardAuthProxy.Nginx, "/inner/other", headers: [("X-Forwarded-Uri", "/inner/feed"), ("X-Original-URL", "/inner/feed"), ("X_Original_URI", "/inner/feed")]);

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        AssertNobody(answer);
    }

    [Fact]
    public async Task Base_of_the_application_leads_to_its_pages_and_is_no_part_of_the_original_path()
    {
        await using FactorSite site = new(SecondFactorMode.Required, pipeline: app => app.MapForwardAuth())
        {
            Request = context => context.Request.PathBase = "/login",
        };

        HttpResponseMessage answer = await AskAsync(site.Client(), ForwardAuthProxy.Nginx, "/wiki", navigates: true);

        Assert.Equal("/login/account/second-factor?returnUrl=%2Fwiki", Header(answer, "X-Htpasswd-Location"));
    }

    private static async Task<FactorClient> MakeProgramAsync(FactorSite site)
    {
        FactorClient alice = await site.ProvedAsync();
        HttpResponseMessage made = await alice.PostAsync("/account/app-passwords", Feed);
        return site.Client(password: (await FactorClient.ReadAsync(made)).GetProperty("password").GetString()!);
    }
}
