using HtpasswdAuth.Testing;

namespace HtpasswdAuth.Tests;

public sealed class LocalReturnUrlTests
{
    [Fact]
    public void Hostile_addresses_are_refused() =>
        Assert.Empty(HostileReturnUrls.Refused.Where(address => LocalReturnUrl.TryAccept(address, default, [], out _)).Select(Visible));

    [Fact]
    public void Whatever_is_answered_stays_on_the_origin() =>
        Assert.Empty(HostileReturnUrls.Refused.Concat(HostileReturnUrls.LookAlikes).Where(address => !StaysHere(address)).Select(Visible));

    [Fact]
    public void Paths_that_only_look_hostile_are_mostly_accepted()
    {
        int accepted = HostileReturnUrls.LookAlikes.Count(address => LocalReturnUrl.TryAccept(address, default, [], out _));

        Assert.InRange(accepted, HostileReturnUrls.LookAlikes.Count / 2, HostileReturnUrls.LookAlikes.Count);
    }

    [Fact]
    public void The_corpus_is_large_and_most_of_it_would_leave_the_origin()
    {
        Assert.InRange(HostileReturnUrls.Refused.Distinct().Count(), 300, int.MaxValue);
        Assert.InRange(HostileReturnUrls.Refused.Count(address => BrowserUrl.ResolveOrigin(address) != BrowserUrl.Origin), 300, int.MaxValue);

        // What a check for a slash at the start lets through, and one for two slashes as well.
        string[] oneSlash = [.. HostileReturnUrls.Refused.Where(address => address.StartsWith('/') && BrowserUrl.ResolveOrigin(address) != BrowserUrl.Origin)];
        Assert.InRange(oneSlash.Length, 100, int.MaxValue);
        Assert.InRange(oneSlash.Count(address => !address.StartsWith("//", StringComparison.Ordinal)), 100, int.MaxValue);
    }

    [Fact]
    public void Random_addresses_stay_on_the_origin_and_never_throw()
    {
        var random = new SeededBytes("return addresses");
        int accepted = 0;
        for (int i = 0; i < 20_000; i++)
        {
            string address = string.Concat(Enumerable.Range(0, random.Next(9)).Select(_ => random.Pick(HostileReturnUrls.Pieces)));
            address = random.Next(2) == 0 ? "/" + address : address;
            accepted += LocalReturnUrl.TryAccept(address, default, [], out _) ? 1 : 0;
            Assert.True(StaysHere(address), Visible(address));
        }

        Assert.InRange(accepted, 1000, 15_000);
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/a")]
    [InlineData("/a/")]
    [InlineData("/a/b.html")]
    [InlineData("/a//b")]
    [InlineData("/.well-known/x")]
    [InlineData("/a/...")]
    [InlineData("/@alice/b@c")]
    [InlineData("/a:b;c=d")]
    [InlineData("/?a=b&c=d")]
    [InlineData("/a?")]
    [InlineData("/a?a=b&c=d&e")]
    [InlineData("/a?q=1+2%2B3")]
    [InlineData("/a+b")]
    [InlineData("/a%20b?c%20d")]
    [InlineData("/a%3fb=c")]
    [InlineData("/a%3Fb?c=%3f")]
    [InlineData("/a%23b?c=%23")]
    [InlineData("/a?next=https://other.example/x?y=z")]
    [InlineData("/a?next=https%3A%2F%2Fother.example%2F")]
    [InlineData("/a?next=//other.example/../x")]
    [InlineData("/100%25")]
    [InlineData("/100%?a=50%")]
    [InlineData("/%zz?%u1234")]
    [InlineData("/a%2fb")]
    [InlineData("/%C3%BCber?q=%E6%97%A5%E6%9C%AC")]
    [InlineData("/%c3%bc")]
    [InlineData("/a?q={x}|y^z`\"<>'")]
    [InlineData("/a?[0]=!$()*,~")]
    public void Honest_addresses_survive_unchanged(string address)
    {
        Assert.True(LocalReturnUrl.TryAccept(address, default, ["/htpasswd/code", "/htpasswd/sign-out"], out string? location));
        Assert.Equal(address, location);
    }

    [Theory]
    [InlineData("/\u00FCber/\u65E5?q=\U0001F600", "/%C3%BCber/%E6%97%A5?q=%F0%9F%98%80")]
    [InlineData("/a b ?c d ", "/a%20b%20?c%20d%20")]
    [InlineData("/\u0645\u06CC\u200C\u062E", "/%D9%85%DB%8C%E2%80%8C%D8%AE")]
    [InlineData("/%C3%BC\u00FC", "/%C3%BC%C3%BC")]
    public void What_a_header_cannot_carry_is_percent_encoded(string address, string expected) =>
        Assert.Equal(expected, LocalReturnUrl.Sanitize(address, default));

    [Theory]
    [InlineData("/app/htpasswd/code")]
    [InlineData("/app/htpasswd/code/")]
    [InlineData("/app/htpasswd/code//")]
    [InlineData("/APP/Htpasswd/Code")]
    [InlineData("/app/htpasswd/code?returnUrl=/x")]
    [InlineData("/app/htpasswd/c%6fde")]
    [InlineData("/app/htpasswd%2fcode")]
    [InlineData("/app/htpasswd/%2563ode")]
    [InlineData("/app/x/../htpasswd/code")]
    [InlineData("/app/htpasswd/sign-out")]
    public void Nobody_is_sent_back_to_our_own_pages(string address) =>
        Assert.Equal("/app/", LocalReturnUrl.Sanitize(address, "/app", "/htpasswd/code", "/htpasswd/sign-out"));

    [Theory]
    [InlineData("/app/htpasswd")]
    [InlineData("/app/htpasswd/codes")]
    [InlineData("/app/htpasswd/code/x")]
    [InlineData("/htpasswd/code")]
    [InlineData("/app/?/htpasswd/code")]
    public void Other_pages_are_not_taken_for_our_own(string address) =>
        Assert.Equal(address, LocalReturnUrl.Sanitize(address, "/app", "/htpasswd/code", "/htpasswd/sign-out"));

    [Theory]
    [InlineData("", "/")]
    [InlineData("/app", "/app/")]
    [InlineData("/app/", "/app/")]
    [InlineData("/my app/\u00FC", "/my%20app/%C3%BC/")]
    [InlineData("//evil.example", "/")]
    [InlineData("/\\evil.example", "/")]
    [InlineData("/..//evil.example", "/")]
    [InlineData("/%2fevil.example", "/")]
    [InlineData("/a\r\nX: y", "/")]
    public void Without_an_acceptable_address_the_home_page_is_next(string pathBase, string expected)
    {
        Assert.Equal(expected, LocalReturnUrl.Sanitize(null, pathBase));
        Assert.Equal(expected, LocalReturnUrl.Sanitize("https://evil.example/", pathBase));
        Assert.Equal(expected, LocalReturnUrl.Sanitize("", pathBase));
    }

    [Fact]
    public void A_damaged_path_base_does_not_throw() => Assert.Equal(BrowserUrl.Origin, BrowserUrl.ResolveOrigin(LocalReturnUrl.Sanitize(null, "/\uD800")));

    [Fact]
    public void The_length_is_limited_before_and_after_encoding()
    {
        string longest = "/" + new string('a', LocalReturnUrl.MaxLength - 1);
        string longestEncoded = "/a" + new string('\u00FC', (LocalReturnUrl.MaxLength - 2) / 6);

        Assert.True(LocalReturnUrl.TryAccept(longest, default, [], out _));
        Assert.False(LocalReturnUrl.TryAccept(longest + "a", default, [], out _));
        Assert.True(LocalReturnUrl.TryAccept(longestEncoded, default, [], out _));
        Assert.False(LocalReturnUrl.TryAccept(longestEncoded + "\u00FC", default, [], out _));
    }

    /// <summary>As it is and decoded once more, as a careless reader on the way might.</summary>
    private static bool StaysHere(string address)
    {
        string location = LocalReturnUrl.Sanitize(address, default, "/code");
        return location.All(character => character is > ' ' and < '\u007F')
            && location.Length <= LocalReturnUrl.MaxLength
            && BrowserUrl.ResolveOrigin(location) == BrowserUrl.Origin
            && BrowserUrl.ResolveOrigin(Uri.UnescapeDataString(location)) == BrowserUrl.Origin;
    }

    private static string Visible(string address) => string.Concat(
        address.Take(200).Select(character => character is > ' ' and < '\u007F' ? character.ToString() : $"\\u{(int)character:X4}"));
}
