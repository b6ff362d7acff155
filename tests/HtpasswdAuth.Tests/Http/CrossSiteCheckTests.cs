using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace HtpasswdAuth.Tests;

public sealed class CrossSiteCheckTests
{
    private const string Own = "https://site.example";

    [Theory]
    [InlineData("same-origin", null, nameof(RequestOrigin.SameOrigin))]
    [InlineData("none", null, nameof(RequestOrigin.SameOrigin))]
    [InlineData("same-origin", Own, nameof(RequestOrigin.SameOrigin))]
    [InlineData("none", Own, nameof(RequestOrigin.SameOrigin))]
    [InlineData(null, Own, nameof(RequestOrigin.SameOrigin))]
    [InlineData("same-site", null, nameof(RequestOrigin.CrossSite))]
    [InlineData("same-site", Own, nameof(RequestOrigin.CrossSite))]
    [InlineData("cross-site", null, nameof(RequestOrigin.CrossSite))]
    [InlineData("cross-site", Own, nameof(RequestOrigin.CrossSite))]
    [InlineData("Same-Origin", null, nameof(RequestOrigin.CrossSite))]
    [InlineData("same-origin, same-origin", null, nameof(RequestOrigin.CrossSite))]
    [InlineData("", null, nameof(RequestOrigin.CrossSite))]
    [InlineData("new-value", Own, nameof(RequestOrigin.CrossSite))]
    [InlineData("same-origin", "null", nameof(RequestOrigin.CrossSite))]
    [InlineData("same-origin", "https://evil.example", nameof(RequestOrigin.CrossSite))]
    [InlineData(null, "null", nameof(RequestOrigin.CrossSite))]
    [InlineData(null, "", nameof(RequestOrigin.CrossSite))]
    [InlineData(null, "https://evil.example", nameof(RequestOrigin.CrossSite))]
    [InlineData(null, null, nameof(RequestOrigin.NotABrowser))]
    public void What_the_browser_says_decides(string? site, string? origin, string expected) =>
        Assert.Equal(expected, Classify("https", "site.example", ("Sec-Fetch-Site", site), ("Origin", origin)));

    [Theory]
    [InlineData("https", "site.example", "HTTPS://SITE.EXAMPLE", true)]
    [InlineData("https", "SITE.example", "https://site.example", true)]
    [InlineData("HTTPS", "site.example", "https://site.example", true)]
    [InlineData("https", "site.example:443", "https://site.example", true)]
    [InlineData("https", "site.example", "https://site.example:443", true)]
    [InlineData("http", "site.example:80", "http://site.example", true)]
    [InlineData("https", "site.example:8443", "https://site.example:8443", true)]
    [InlineData("http", "localhost:5000", "http://localhost:5000", true)]
    [InlineData("https", "[::1]:5001", "https://[0:0:0:0:0:0:0:1]:5001", true)]
    [InlineData("https", "b\u00FCcher.example", "https://xn--bcher-kva.example", true)]
    [InlineData("https", "xn--bcher-kva.example", "https://B\u00DCCHER.example", true)]
    [InlineData("https", "xn--a", "https://xn--a", true)]
    [InlineData("https", "site.example", "http://site.example", false)]
    [InlineData("http", "site.example", "https://site.example", false)]
    [InlineData("https", "site.example", "https://site.example:80", false)]
    [InlineData("https", "site.example:8443", "https://site.example", false)]
    [InlineData("https", "site.example:8443", "https://site.example:8444", false)]
    [InlineData("https", "site.example", "https://www.site.example", false)]
    [InlineData("https", "www.site.example", "https://site.example", false)]
    [InlineData("https", "site.example", "https://site.example.evil.example", false)]
    [InlineData("https", "site.example", "https://site.example.", false)]
    [InlineData("https", "site.example", "https://site.example@evil.example", false)]
    [InlineData("https", "site.example", "https://evil@site.example", false)]
    [InlineData("https", "site.example", "https://site.example/", false)]
    [InlineData("https", "site.example", "https://site.example\\", false)]
    [InlineData("https", "site.example", "https://site.example?", false)]
    [InlineData("https", "site.example", "https://site.example#", false)]
    [InlineData("https", "site.example", "https://site.exampl%65", false)]
    [InlineData("https", "site.example", "https://site.example\t", false)]
    [InlineData("https", "site.example", " https://site.example", false)]
    [InlineData("https", "site.example", "https://site.example https://site.example", false)]
    [InlineData("https", "site.example", "https://site.example,https://site.example", false)]
    [InlineData("https", "site.example", "https://site.example:99999", false)]
    [InlineData("https", "site.example", "https:site.example", false)]
    [InlineData("https", "site.example", "//site.example", false)]
    [InlineData("https", "site.example", "site.example", false)]
    [InlineData("https", "site.example", "https://", false)]
    [InlineData("https", "site.example", "https://site\u200D.example", false)]
    [InlineData("https", "site\u200D.example", "https://site\u200D.example", false)]
    [InlineData("https", "site.example", "https://\uD800.example", false)]
    [InlineData("https", "", "https://", false)]
    [InlineData("", "site.example", "://site.example", false)]
    [InlineData("ftp", "site.example", "ftp://site.example", false)]
    public void The_origin_must_be_that_of_the_request(string scheme, string host, string origin, bool same)
    {
        string expected = same ? nameof(RequestOrigin.SameOrigin) : nameof(RequestOrigin.CrossSite);

        Assert.Equal(expected, Classify(scheme, host, ("Origin", origin)));
    }

    [Theory]
    [InlineData("Sec-Fetch-Site", "same-origin")]
    [InlineData("Origin", Own)]
    public void A_header_sent_twice_is_cross_site(string name, string value) =>
        Assert.Equal(nameof(RequestOrigin.CrossSite), Classify("https", "site.example", (name, new StringValues([value, value]))));

    [Fact]
    public void Two_hosts_are_cross_site() => Assert.Equal(
        nameof(RequestOrigin.CrossSite),
        Classify("https", "site.example", ("Origin", Own), ("Host", new StringValues(["site.example", "site.example"]))));

    [Theory]
    [InlineData("Cookie", "a=b")]
    [InlineData("Referer", "https://evil.example/")]
    [InlineData("Sec-Fetch-Mode", "navigate")]
    [InlineData("Sec-Fetch-Dest", "document")]
    public void A_browser_that_does_not_say_is_unknown(string name, string value) =>
        Assert.Equal(nameof(RequestOrigin.Unknown), Classify("https", "site.example", (name, value)));

    [Fact]
    public void A_program_is_no_browser() => Assert.Equal(
        nameof(RequestOrigin.NotABrowser),
        Classify("https", "site.example", ("Authorization", "Basic eDp5"), ("User-Agent", "curl/8"), ("Accept", "*/*")));

    [Fact]
    public void What_was_never_decided_is_cross_site() => Assert.Equal(RequestOrigin.CrossSite, default);

    private static string Classify(string scheme, string host, params (string Name, StringValues Value)[] headers)
    {
        HttpRequest request = new DefaultHttpContext().Request;
        request.Method = "POST";
        request.Scheme = scheme;
        request.Headers.Host = host;
        foreach ((string name, StringValues value) in headers.Where(header => header.Value.Count > 0))
        {
            request.Headers[name] = value;
        }

        return CrossSiteCheck.Classify(request).ToString();
    }
}
