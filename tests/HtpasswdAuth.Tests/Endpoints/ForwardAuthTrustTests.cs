using System.Net;
using HtpasswdAuth.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections.Features;
using static HtpasswdAuth.Tests.ForwardAuthSite;
using IPNetwork = System.Net.IPNetwork;

namespace HtpasswdAuth.Tests;

/// <summary>Who may ask, and what of it is believed.</summary>
public sealed class ForwardAuthTrustTests
{
    [Theory]
    [InlineData("127.0.0.1", true)]
    [InlineData("::1", true)]
    [InlineData("10.1.2.3", true)]
    [InlineData("::ffff:10.1.2.3", true)]
    [InlineData("10.2.0.1", false)]
    [InlineData("192.168.0.1", false)]
    [InlineData("203.0.113.9", false)]
    [InlineData("2001:db8::1", false)]
    [InlineData("::ffff:203.0.113.9", false)]
    public async Task Only_this_machine_and_known_proxies_are_answered(string peer, bool isAnswered)
    {
        await using FactorSite site = Create(ForwardAuthProxy.Nginx, SecondFactorMode.None, options => options.KnownProxies.Add(IPNetwork.Parse("10.1.0.0/16")));
        site.Site.ClientAddress = IPAddress.Parse(peer);

        HttpResponseMessage answer = await AskAsync(site.Client(), ForwardAuthProxy.Nginx);

        Assert.Equal(isAnswered ? HttpStatusCode.NoContent : HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.Equal(isAnswered ? "alice" : "", Header(answer, "Remote-User"));
        Assert.Equal(isAnswered ? 0 : 1, site.Logs.Named("ForwardAuthStranger").Count());
    }

    [Fact]
    public async Task Proxy_is_known_by_its_connection_and_the_client_by_the_forwarded_address()
    {
        await using FactorSite site = Behind(IPAddress.Loopback);

        HttpResponseMessage answer = await AskAsync(site.Client(password: "wrong"), ForwardAuthProxy.Nginx, headers: ("X-Forwarded-For", "203.0.113.9"));

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        LogEntry refused = Assert.Single(site.Logs.Named("PasswordMismatch"));
        Assert.Contains("[client 203.0.113.9:", refused.Message, StringComparison.Ordinal);
        Assert.Contains("\"/wiki\"", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Stranger_is_not_believed_to_be_this_machine()
    {
        await using FactorSite site = Behind(IPAddress.Parse("203.0.113.9"));

        HttpResponseMessage answer = await AskAsync(
            site.Client(), ForwardAuthProxy.Nginx, headers: [("X-Forwarded-For", "127.0.0.1"), ("X-Original-For", "127.0.0.1:1"), ("Forwarded", "for=127.0.0.1")]);

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        AssertNobody(answer);
    }

    [Theory]
    [InlineData(ForwardAuthProxy.Nginx, "X-Forwarded-Uri", "X-Forwarded-Method")]
    [InlineData(ForwardAuthProxy.Traefik, "X-Original-URI", "X-Original-Method")]
    [InlineData(ForwardAuthProxy.Caddy, "X-Original-URI", "X-Original-Method")]
    public async Task Headers_of_another_proxy_count_for_nothing(ForwardAuthProxy proxy, string uri, string method)
    {
        await using FactorSite site = Create(proxy);
        FactorClient alice = await site.SignedInAsync();

        HttpResponseMessage alone = await alice.GetAsync(Auth, request => Add(request, (uri, "/wiki"), (method, "GET")));
        HttpResponseMessage beside = await AskAsync(site.Client(), proxy, "/inner", navigates: true, headers: [(uri, "/other"), (method, "POST"), ("X-Original-URL", "/other"), ("X-Rewrite-URL", "/other")]);

        Assert.Equal(HttpStatusCode.Forbidden, alone.StatusCode);
        AssertNobody(alone);
        Assert.EndsWith("returnUrl=%2Finner", Header(beside, proxy == ForwardAuthProxy.Nginx ? "X-Htpasswd-Location" : "Location"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Names_that_a_client_sends_are_no_names()
    {
        await using FactorSite site = Create(ForwardAuthProxy.Nginx, SecondFactorMode.None);
        (string, string)[] spoofed =
        [
            ("Remote-User", "root"), ("Remote-Groups", "admins"), ("X-Remote-User", "root"), ("Remote_User", "root"), ("REMOTE_GROUPS", "admins"),
            ("X-Forwarded-User", "root"), ("X-Htpasswd-Reason", "none"), ("X-Htpasswd-Location", "https://evil.example"),
        ];

        HttpResponseMessage alice = await AskAsync(site.Client(), ForwardAuthProxy.Nginx, headers: spoofed);
        HttpResponseMessage nobody = await AskAsync(new FactorClient(site, null), ForwardAuthProxy.Nginx, headers: spoofed);

        Assert.Equal("alice", Header(alice, "Remote-User"));
        Assert.Equal("", Header(alice, "Remote-Groups"));
        AssertNobody(nobody);
        foreach (HttpResponseMessage answer in new[] { alice, nobody })
        {
            Assert.DoesNotContain("root", answer.Headers.ToString(), StringComparison.Ordinal);
            Assert.DoesNotContain("admins", answer.Headers.ToString(), StringComparison.Ordinal);
            Assert.DoesNotContain("evil", answer.Headers.ToString(), StringComparison.Ordinal);
        }
    }

    /// <summary>A site that reads forwarded headers of anybody, as careless ones do, on a server that knows its peer.</summary>
    private static FactorSite Behind(IPAddress peer) => new(SecondFactorMode.None, pipeline: app => app.MapForwardAuth(Auth))
    {
        Request = context =>
        {
            context.Features.Set<IConnectionEndPointFeature>(new Peer(peer));
            if (context.Request.Headers.TryGetValue("X-Forwarded-For", out var forwarded))
            {
                context.Connection.RemoteIpAddress = IPAddress.Parse(forwarded.ToString());
            }
        },
    };

    private static void Add(HttpRequestMessage request, params (string Name, string Value)[] headers)
    {
        foreach ((string name, string value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }
    }

    private sealed class Peer(IPAddress address) : IConnectionEndPointFeature
    {
        public EndPoint? LocalEndPoint { get; set; }

        public EndPoint? RemoteEndPoint { get; set; } = new IPEndPoint(address, 40_000);
    }
}
