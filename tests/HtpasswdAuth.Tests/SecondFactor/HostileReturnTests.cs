using System.Net;

namespace HtpasswdAuth.Tests;

/// <summary>Hostile return addresses through the real endpoints: every Location stays on this origin.</summary>
public sealed class HostileReturnTests
{
    private static readonly string OwnOrigin = BrowserUrl.ResolveOrigin("/");

    [Fact]
    public async Task Who_gave_the_code_before_is_sent_to_no_other_origin()
    {
        await using var site = new FactorSite(SecondFactorMode.Required);
        FactorClient alice = await site.SignedInAsync();
        Assert.InRange(HostileReturnUrls.Refused.Count, 300, int.MaxValue);

        foreach (string hostile in HostileReturnUrls.Refused)
        {
            HttpResponseMessage answer = await alice.GetAsync("/account/second-factor?returnUrl=" + Escape(hostile));
            Assert.Equal(HttpStatusCode.Found, answer.StatusCode);
            Assert.Equal(OwnOrigin, BrowserUrl.ResolveOrigin(answer.Headers.Location!.OriginalString));
        }
    }

    [Fact]
    public async Task Who_gives_the_code_now_is_sent_to_no_other_origin()
    {
        await using var site = new FactorSite(SecondFactorMode.Required);
        FactorClient alice = site.Client();

        // Every tenth, since each takes a code; and a form with a NUL in it is refused before anybody looks at the address.
        foreach (string hostile in HostileReturnUrls.Refused.Where((value, number) => number % 10 == 0 && !value.Contains('\0', StringComparison.Ordinal)))
        {
            HttpResponseMessage answer = await FactorForm.SendAsync(
                alice, "/account/second-factor", ("code", site.NextCode(FactorSite.AliceSecret)), ("returnUrl", Whole(hostile)));
            Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
            Assert.Equal(OwnOrigin, BrowserUrl.ResolveOrigin(answer.Headers.Location!.OriginalString));
        }
    }

    private static string Escape(string value) => Uri.EscapeDataString(Whole(value));

    /// <summary>Half a surrogate pair cannot be sent at all.</summary>
    private static string Whole(string value) => System.Text.Encoding.UTF8.GetString(System.Text.Encoding.UTF8.GetBytes(value));
}
