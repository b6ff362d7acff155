using System.Net;
using System.Text;

namespace HtpasswdAuth.Tests;

/// <summary>A program that sends its code along with a request to the account, and keeps no cookies.</summary>
public sealed class AccountCodeHeaderTests
{
    [Theory]
    [InlineData(SecondFactorMode.Required, false)]
    [InlineData(SecondFactorMode.Required, true)]
    [InlineData(SecondFactorMode.StepUp, false)]
    [InlineData(SecondFactorMode.StepUp, true)]
    public async Task Code_is_good_for_one_request(SecondFactorMode mode, bool withGate)
    {
        await using var site = new FactorSite(mode, withGate: withGate);
        string code = site.Code(FactorSite.AliceSecret);

        HttpResponseMessage made = await MakeAppPasswordAsync(site, code);
        HttpResponseMessage again = await MakeAppPasswordAsync(site, code);

        Assert.Equal(HttpStatusCode.Created, made.StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, again.StatusCode);
        Assert.Contains("urn:htpasswd:code-wrong", await again.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Wrong_codes_are_counted_and_slowed_down()
    {
        await using var site = new FactorSite(SecondFactorMode.StepUp);
        string wrong = site.Code(FactorSite.AliceSecret, stepsLater: 50);

        HttpResponseMessage first = await MakeAppPasswordAsync(site, wrong);
        HttpResponseMessage second = await MakeAppPasswordAsync(site, site.Code(FactorSite.AliceSecret));

        Assert.Contains("urn:htpasswd:code-wrong", await first.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.TooManyRequests, second.StatusCode);
        Assert.Contains("Try again in 1 second.", await second.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(TimeSpan.FromSeconds(1), second.Headers.RetryAfter?.Delta);
    }

    private static Task<HttpResponseMessage> MakeAppPasswordAsync(FactorSite site, string code) => site.Client().SendAsync(
        HttpMethod.Post,
        "/account/app-passwords",
        new StringContent("""{"name":"backup"}""", Encoding.UTF8, "application/json"),
        request => request.Headers.Add("X-Htpasswd-OTP", code));
}
