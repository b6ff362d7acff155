using System.Net;
using System.Text;

namespace HtpasswdAuth.Tests;

/// <summary>A program that sends its code along with a request to the account, and keeps no cookies. What outlives a session needs one.</summary>
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

        HttpResponseMessage listed = await ListAppPasswordsAsync(site, code);
        HttpResponseMessage again = await ListAppPasswordsAsync(site, code);

        Assert.Equal(HttpStatusCode.OK, listed.StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, again.StatusCode);
        Assert.Contains("urn:htpasswd:code-wrong", await again.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Wrong_codes_are_counted_and_slowed_down()
    {
        await using var site = new FactorSite(SecondFactorMode.StepUp);
        string wrong = site.Code(FactorSite.AliceSecret, stepsLater: 50);

        HttpResponseMessage first = await ListAppPasswordsAsync(site, wrong);
        HttpResponseMessage second = await ListAppPasswordsAsync(site, site.Code(FactorSite.AliceSecret));

        Assert.Contains("urn:htpasswd:code-wrong", await first.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.TooManyRequests, second.StatusCode);
        Assert.Contains("Try again in 1 second.", await second.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(TimeSpan.FromSeconds(1), second.Headers.RetryAfter?.Delta);
    }

    /// <summary>One code and the password make nothing that lasts: that would be a session's first code, and not another one.</summary>
    [Theory]
    [InlineData(SecondFactorMode.Required, "/account/app-passwords", true)]
    [InlineData(SecondFactorMode.Required, "/account/recovery-codes", false)]
    [InlineData(SecondFactorMode.StepUp, "/account/app-passwords", false)]
    [InlineData(SecondFactorMode.StepUp, "/account/recovery-codes", true)]
    public async Task Nothing_that_outlives_a_session_is_made_without_one(SecondFactorMode mode, string path, bool withGate)
    {
        await using var site = new FactorSite(mode, withGate: withGate);
        string code = site.Code(FactorSite.AliceSecret);

        HttpResponseMessage refused = await SendAsync(site, HttpMethod.Post, path, code);

        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
        Assert.Contains("Send one to second-factor and keep the cookie", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.True(site.Secrets.TryFind("alice", out OtpUser? held));
        Assert.Empty(held.AppPasswords);
        Assert.Empty(held.Enrolment!.RecoveryCodes);
        Assert.Equal(HttpStatusCode.OK, (await ListAppPasswordsAsync(site, code)).StatusCode);
    }

    [Fact]
    public async Task Two_codes_one_after_the_other_make_an_app_password()
    {
        await using var site = new FactorSite(SecondFactorMode.Required);
        FactorClient program = await site.SignedInAsync();
        string token = await program.GetTokenAsync();

        HttpResponseMessage made = await SendAsync(program, HttpMethod.Post, "/account/app-passwords", site.NextCode(FactorSite.AliceSecret), token);

        Assert.Equal(HttpStatusCode.Created, made.StatusCode);
    }

    private static Task<HttpResponseMessage> ListAppPasswordsAsync(FactorSite site, string code) =>
        SendAsync(site, HttpMethod.Get, "/account/app-passwords", code);

    private static Task<HttpResponseMessage> SendAsync(FactorSite site, HttpMethod method, string path, string code) =>
        SendAsync(site.Client(), method, path, code, token: null);

    private static Task<HttpResponseMessage> SendAsync(FactorClient client, HttpMethod method, string path, string code, string? token) => client.SendAsync(
        method,
        path,
        method == HttpMethod.Get ? null : new StringContent("""{"name":"backup"}""", Encoding.UTF8, "application/json"),
        request =>
        {
            request.Headers.Add("X-Htpasswd-OTP", code);
            if (token is not null)
            {
                request.Headers.Add("RequestVerificationToken", token);
            }
        });
}
