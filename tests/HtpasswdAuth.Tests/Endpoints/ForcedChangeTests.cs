using System.Net;
using System.Text;
using static HtpasswdAuth.Tests.PasswordVisitor;

namespace HtpasswdAuth.Tests;

/// <summary>A forced change leads to the page to change the password, and nowhere else.</summary>
public sealed class ForcedChangeTests
{
    private const string Forced = """{"u":"alice","mustChange":true}""" + "\n" + """{"u":"carol","mustChange":true}""" + "\n";

    [Theory]
    [InlineData(SecondFactorMode.None, false)]
    [InlineData(SecondFactorMode.None, true)]
    [InlineData(SecondFactorMode.Required, false)]
    [InlineData(SecondFactorMode.Required, true)]
    [InlineData(SecondFactorMode.StepUp, false)]
    [InlineData(SecondFactorMode.WhenEnrolled, true)]
    public async Task Person_is_sent_to_the_page_before_anything_else(SecondFactorMode mode, bool withGate)
    {
        await using FactorSite site = Site(mode, withGate: withGate, state: Forced);
        foreach (string user in new[] { "alice", "carol" })
        {
            HttpResponseMessage answer = await site.Client(user).NavigateAsync("/inner/a?b=c%20d&e");

            Assert.Equal(HttpStatusCode.Found, answer.StatusCode);
            Assert.Equal("/account/password?returnUrl=%2Finner%2Fa%3Fb%3Dc%2520d%26e", answer.Headers.Location!.OriginalString);
            Assert.Equal("password", Assert.Single(answer.Headers.GetValues("X-Htpasswd-Reason")));
        }

        Assert.Equal(0, site.Reached);
        Assert.Empty(site.Principals);
        Assert.NotEmpty(site.Logs.Named("PasswordChangeRequired"));
        Assert.Equal(HttpStatusCode.OK, await site.Client("bob").StatusAsync("/inner", mode is SecondFactorMode.None or SecondFactorMode.StepUp ? null : site.Code(FactorSite.BobSecret)));
    }

    [Theory]
    [InlineData("GET", "/inner")]
    [InlineData("POST", "/inner")]
    [InlineData("DELETE", "/inner")]
    [InlineData("GET", "/step-up")]
    [InlineData("GET", "/account/me")]
    [InlineData("GET", "/account/second-factor/enrolment")]
    [InlineData("POST", "/account/second-factor/enrolment")]
    [InlineData("POST", "/account/second-factor")]
    [InlineData("POST", "/account/recovery-codes")]
    [InlineData("GET", "/account/app-passwords")]
    [InlineData("POST", "/account/app-passwords")]
    public async Task Program_is_told_so_with_the_page(string method, string path)
    {
        await using FactorSite site = Site(SecondFactorMode.Required, state: Forced);
        StringContent? body = method == "GET" ? null : new StringContent("{}", Encoding.UTF8, "application/json");
        string code = site.Code(FactorSite.AliceSecret);

        HttpResponseMessage answer = await site.Client().SendAsync(new HttpMethod(method), path, body, request => request.Headers.Add(FactorClient.CodeHeader, code));

        System.Text.Json.JsonElement problem = await AssertProblemAsync(answer, HttpStatusCode.Forbidden, "password-change-required");
        Assert.Equal("/account/password", problem.GetProperty("page").GetString());
        Assert.Equal("password", Assert.Single(answer.Headers.GetValues("X-Htpasswd-Reason")));
        Assert.Equal(0, site.Reached);

        // The code on the way was not looked at: it is still good.
        Assert.Equal(HttpStatusCode.NoContent, (await SendAsync(site.Client(), code: code)).StatusCode);
    }

    [Fact]
    public async Task Sent_form_is_told_that_its_data_did_not_arrive()
    {
        await using FactorSite site = Site(state: Forced);

        HttpResponseMessage answer = await FactorForm.SendWithoutTokenAsync(site.Client(), "/inner", ("a", "b"));
        string page = await answer.Content.ReadAsStringAsync();

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.Contains("Your data was not sent", page, StringComparison.Ordinal);
        Assert.Contains("href=\"/account/password\"", page, StringComparison.Ordinal);
        Assert.Equal(0, site.Reached);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Change_opens_the_way_again(bool withGate)
    {
        await using FactorSite site = Site(withGate: withGate, state: Forced);
        FactorClient alice = site.Client();
        Assert.Contains("Before you go on, Restricted needs a new password of yours.", await PageAsync(alice), StringComparison.Ordinal);

        Assert.Equal(HttpStatusCode.OK, (await SendFormAsync(alice, Fields())).StatusCode);

        alice.Authorization = TestSite.Basic("alice", New);
        Assert.Equal(HttpStatusCode.OK, await alice.StatusAsync("/inner"));
        Assert.EndsWith("(it was required: True)", Assert.Single(site.Logs.Named("PasswordChanged")).Message, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Forbidden, await site.Client("carol").StatusAsync("/inner"));
    }

    [Fact]
    public async Task Whoever_must_change_it_can_still_sign_out()
    {
        await using FactorSite site = Site(SecondFactorMode.Required, state: Forced);

        Assert.Equal(HttpStatusCode.OK, await site.Client().StatusAsync("/account/sign-out"));
    }

    [Fact]
    public async Task App_password_is_not_the_password_and_goes_on_working()
    {
        await using FactorSite site = Site(SecondFactorMode.Required, state: Forced);
        await site.GetFactorAsync();
        var made = AppPassword.Create("alice", "backup", site.Time.GetUtcNow(), out string secret);
        site.ChangeUser("alice", held => held with { AppPasswords = [made] });
        await site.FollowAsync(async () => await site.Client(password: secret).StatusAsync("/inner") == HttpStatusCode.OK, "the app password");
    }

    [Fact]
    public async Task Requirement_counts_for_whoever_is_signed_in_already()
    {
        await using FactorSite site = Site();
        FactorClient alice = site.Client();
        Assert.Equal(HttpStatusCode.OK, await alice.StatusAsync("/inner"));

        AccountKeeping.ChangePasswordState(site.Site.UserFile, "alice", state => state with { MustChange = true });

        await site.FollowAsync(async () => await alice.StatusAsync("/inner") == HttpStatusCode.Forbidden, "the requirement");
        Assert.Equal(HttpStatusCode.Found, (await alice.NavigateAsync("/inner")).StatusCode);
    }

    [Fact]
    public async Task Site_without_the_page_says_what_to_do_and_logs_it()
    {
        await using var site = new TestSite { HasAccounts = true, Files = directory => File.WriteAllText(Path.Combine(directory, "users.password-state"), Forced) };

        HttpResponseMessage answer = await site.GetAsync(TestSite.Basic("alice", TestSite.Password), prepare: request => request.Headers.Add("Accept", "text/html"));

        await AssertProblemAsync(answer, HttpStatusCode.Forbidden, "password-change-required");
        Assert.Contains("administrator", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Contains("MapHtpasswdApi", Assert.Single(site.Logs.Named("NoPasswordPage")).Message, StringComparison.Ordinal);
    }
}
