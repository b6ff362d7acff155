using System.Net;
using static HtpasswdAuth.Tests.ForwardAuthSite;

namespace HtpasswdAuth.Tests;

/// <summary>Pages on a host of their own: browsers come back to the origins of the list, and to no other.</summary>
public sealed class ForwardAuthPortalTests
{
    private const string Wiki = "https://wiki.example";
    private const string Login = "https://login.example";

    [Theory]
    [InlineData(ForwardAuthProxy.Nginx)]
    [InlineData(ForwardAuthProxy.Traefik)]
    public async Task Browser_is_sent_to_the_portal_and_back(ForwardAuthProxy proxy)
    {
        await using FactorSite site = Portal(proxy);
        FactorClient alice = site.Client();

        HttpResponseMessage sent = await AskFromAsync(alice, proxy, "https", "wiki.example", "/a%20b?c=d&e=%2F");
        string location = Header(sent, proxy == ForwardAuthProxy.Nginx ? "X-Htpasswd-Location" : "Location")!;
        Assert.StartsWith(Login + "/account/second-factor?returnUrl=", location, StringComparison.Ordinal);
        HttpResponseMessage given = await FactorForm.SendAsync(
            alice, "/account/second-factor", ("code", site.Code(FactorSite.AliceSecret)), ("returnUrl", Uri.UnescapeDataString(location.Split('=', 2)[1])));
        Assert.Equal(HttpStatusCode.SeeOther, given.StatusCode);
        HttpResponseMessage back = await alice.NavigateAsync(given.Headers.Location!.OriginalString);

        Assert.Equal(HttpStatusCode.OK, back.StatusCode);
        Assert.Equal($"0; url={Wiki}/a%20b?c=d&e=%2F", Header(back, "Refresh"));
        Assert.Contains($"""href="{Wiki}/a%20b?c=d&amp;e=%2F" """.TrimEnd(), await back.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https", "WIKI.example", true)]
    [InlineData("https", "wiki.example:443", true)]
    [InlineData("wss", "wiki.example", true)]
    [InlineData("https", "xn--bcher-kva.example:8443", true)]
    [InlineData("http", "wiki.example", false)]
    [InlineData("https", "wiki.example:8443", false)]
    [InlineData("https", "a.wiki.example", false)]
    [InlineData("https", "wiki.example.evil.example", false)]
    [InlineData("https", "wiki.example@evil.example", false)]
    [InlineData("https", "evil.example/wiki.example", false)]
    [InlineData("https", "evil.example\\.wiki.example", false)]
    [InlineData("https", "evil.example#.wiki.example", false)]
    [InlineData("https", "wiki.example, evil.example", false)]
    [InlineData("https", "/wiki.example", false)]
    [InlineData("https", "", false)]
    [InlineData("javascript", "wiki.example", false)]
    [InlineData("https,http", "wiki.example", false)]
    public async Task Only_who_comes_from_a_listed_origin_is_sent_there(string scheme, string host, bool isSent)
    {
        await using FactorSite site = Portal(ForwardAuthProxy.Caddy);

        HttpResponseMessage answer = await AskFromAsync(site.Client(), ForwardAuthProxy.Caddy, scheme, host, "/");

        Assert.Equal(isSent ? HttpStatusCode.Found : HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.Equal(isSent, answer.Headers.Location is not null);
        Assert.Equal("otp", Header(answer, "X-Htpasswd-Reason"));
        Assert.Equal(isSent ? 0 : 1, site.Logs.Named("ForwardAuthForeignOrigin").Count());
        AssertNobody(answer);
    }

    [Fact]
    public async Task Way_back_leads_to_no_other_origin()
    {
        await using FactorSite site = Portal(ForwardAuthProxy.Caddy);
        FactorClient nobody = new(site, null);
        string[] hostile =
        [
            .. HostileReturnUrls.Refused, .. HostileReturnUrls.Refused.Select(url => Wiki + url), .. HostileReturnUrls.LookAlikes.Select(url => Wiki[..^1] + url),
            Wiki, Wiki + "@evil.example/", Wiki + ".evil.example/", Wiki + ":8443/", "https://WIKI.example@evil.example/", "http://wiki.example/", "https:/wiki.example/",
            "https://evil.example/https://wiki.example/", " " + Wiki + "/", Wiki + "\\@evil.example/", "https://wiki.example\t.evil.example/", "//wiki.example/",
        ];

        foreach (string url in hostile)
        {
            HttpResponseMessage answer = await nobody.GetAsync($"{Auth}/return?to={Uri.EscapeDataString(Whole(url))}");
            if (answer.StatusCode == HttpStatusCode.OK)
            {
                Assert.Equal(Wiki, BrowserUrl.ResolveOrigin(Header(answer, "Refresh")!["0; url=".Length..]));
            }
            else
            {
                Assert.Equal(HttpStatusCode.Found, answer.StatusCode);
                Assert.Equal("/", answer.Headers.Location!.OriginalString);
            }
        }

        Assert.Equal(HttpStatusCode.Found, (await nobody.GetAsync($"{Auth}/return")).StatusCode);
        Assert.Equal(HttpStatusCode.Found, (await nobody.GetAsync($"{Auth}/return?to={Wiki}/&to={Wiki}/")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await nobody.GetAsync($"{Auth}/return?to={Wiki}/")).StatusCode);
    }

    private static FactorSite Portal(ForwardAuthProxy proxy) => Create(proxy, options: options =>
    {
        options.PortalOrigin = Login;
        options.ReturnOrigins.Add(Wiki + "/");
        options.ReturnOrigins.Add("https://bücher.example:8443");
    });

    private static Task<HttpResponseMessage> AskFromAsync(FactorClient client, ForwardAuthProxy proxy, string scheme, string host, string uri) =>
        AskAsync(client, proxy, uri, navigates: true, headers: [("X-Forwarded-Proto", scheme), ("X-Forwarded-Host", host)]);

    private static string Whole(string value) => System.Text.Encoding.UTF8.GetString(System.Text.Encoding.UTF8.GetBytes(value));
}
