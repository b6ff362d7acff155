using System.Net;

namespace HtpasswdAuth.Tests;

/// <summary>How long sessions of the form last, and what ends them before.</summary>
public sealed class FormSessionEndTests
{
    private const string SignOut = "/account/sign-out";

    [Fact]
    public async Task Idle_session_ends_after_an_hour_and_a_busy_one_twelve_hours_after_its_sign_in()
    {
        await using FactorSite site = FormSite.Create();
        FactorClient idle = await FormSite.SignedInAsync(site);
        FactorClient busy = await FormSite.SignedInAsync(site, "bob");
        string first = busy.Cookies[FormSite.Cookie];

        for (int minutes = 0; minutes < 12 * 60; minutes += 40)
        {
            Assert.Equal(HttpStatusCode.OK, await busy.StatusAsync("/inner"));
            site.Time.Advance(TimeSpan.FromMinutes(40));
        }

        Assert.NotEqual(first, busy.Cookies[FormSite.Cookie]);
        Assert.Equal(HttpStatusCode.Unauthorized, await idle.StatusAsync("/inner"));
        Assert.Equal(HttpStatusCode.Unauthorized, await busy.StatusAsync("/inner"));
    }

    [Fact]
    public async Task Lifetimes_are_those_of_the_options()
    {
        await using FactorSite site = FormSite.Create(form: form => (form.Lifetime, form.IdleLifetime) = (TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(2)));
        FactorClient alice = await FormSite.SignedInAsync(site);

        foreach (HttpStatusCode expected in new[] { HttpStatusCode.OK, HttpStatusCode.OK, HttpStatusCode.OK, HttpStatusCode.Unauthorized })
        {
            site.Time.Advance(TimeSpan.FromSeconds(90));
            Assert.Equal(expected, await alice.StatusAsync("/inner"));
        }
    }

    [Theory]
    [InlineData(null)]
    [InlineData("another one")]
    [InlineData(TestSite.Password)]
    public async Task Edit_of_the_users_line_ends_it_at_once_and_nobody_elses(string? newPassword)
    {
        await using FactorSite site = FormSite.Create();
        FactorClient alice = await FormSite.SignedInAsync(site);
        FactorClient bob = await FormSite.SignedInAsync(site, "bob");
        Assert.Equal(HttpStatusCode.OK, await alice.StatusAsync("/inner"));

        // The same password stored anew counts as another one: somebody set it.
        var scheme = new PasswordHashParameters(PasswordHashAlgorithm.Md5Crypt);
        string line = newPassword is null ? "" : $"alice:{PasswordHash.Create(System.Text.Encoding.UTF8.GetBytes(newPassword), scheme)}\n";
        await File.WriteAllTextAsync(site.Site.UserFile, $"{line}bob:{FactorSite.Hash}\n");
        await site.FollowAsync(async () => await alice.StatusAsync("/inner") == HttpStatusCode.Unauthorized, "the end of the session");

        Assert.Equal(HttpStatusCode.OK, await bob.StatusAsync("/inner"));
        await File.WriteAllTextAsync(site.Site.UserFile, $"bob:{FactorSite.Hash}\nalice:{FactorSite.Hash}\n");
        await site.FollowAsync(async () => await site.Client().StatusAsync("/inner") == HttpStatusCode.OK, "the old line");
        Assert.Equal(HttpStatusCode.OK, await bob.StatusAsync("/inner"));
    }

    [Theory]
    [InlineData(SecondFactorMode.None, false)]
    [InlineData(SecondFactorMode.None, true)]
    [InlineData(SecondFactorMode.StepUp, false)]
    public async Task Signing_out_ends_the_session_wherever_its_cookie_is_and_others_go_on(SecondFactorMode mode, bool withGate)
    {
        await using FactorSite site = FormSite.Create(mode, withGate: withGate);
        FactorClient alice = await FormSite.SignedInAsync(site);
        FactorClient copy = FormSite.Browser(site);
        copy.Cookies[FormSite.Cookie] = alice.Cookies[FormSite.Cookie];
        FactorClient phone = await FormSite.SignedInAsync(site);

        HttpResponseMessage answer = await FactorForm.SendAsync(alice, SignOut);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.DoesNotContain("remember the password", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.DoesNotContain(FormSite.Cookie, alice.Cookies.Keys);
        Assert.Equal(HttpStatusCode.Found, (await alice.NavigateAsync("/inner")).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, await copy.StatusAsync("/inner"));
        Assert.Equal(HttpStatusCode.OK, await phone.StatusAsync("/inner"));
    }

    [Theory]
    [InlineData(SecondFactorMode.None)]
    [InlineData(SecondFactorMode.StepUp)]
    public async Task Everywhere_ends_all_sessions_of_the_user_and_nobody_elses(SecondFactorMode mode)
    {
        await using FactorSite site = FormSite.Create(mode);
        FactorClient alice = await FormSite.SignedInAsync(site);
        FactorClient phone = await FormSite.SignedInAsync(site);
        FactorClient bob = await FormSite.SignedInAsync(site, "bob");

        Assert.Equal(HttpStatusCode.NoContent, (await alice.PostAsync(SignOut, """{"everywhere":true}""")).StatusCode);

        Assert.Equal(HttpStatusCode.Unauthorized, await phone.StatusAsync("/inner"));
        Assert.Equal(HttpStatusCode.OK, await bob.StatusAsync("/inner"));
        Assert.Equal(HttpStatusCode.OK, await (await FormSite.SignedInAsync(site)).StatusAsync("/inner"));
    }

    [Fact]
    public async Task Browser_that_sent_the_password_itself_is_told_that_it_keeps_it_and_its_session_ends_too()
    {
        await using FactorSite site = FormSite.Create();
        FactorClient alice = await FormSite.SignedInAsync(site);
        FactorClient copy = FormSite.Browser(site);
        copy.Cookies[FormSite.Cookie] = alice.Cookies[FormSite.Cookie];
        alice.Authorization = TestSite.Basic("alice", TestSite.Password);

        HttpResponseMessage answer = await FactorForm.SendAsync(alice, SignOut);

        Assert.Contains("remember the password", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Unauthorized, await copy.StatusAsync("/inner"));
    }

    [Theory]
    [InlineData("alice")]
    [InlineData(OtpStateFile.Everyone)]
    public async Task Revoked_sessions_are_over_without_a_second_factor_too(string whose)
    {
        await using FactorSite site = FormSite.Create();
        FactorClient alice = await FormSite.SignedInAsync(site);

        // What htauth sessions revoke does.
        site.ChangeState(whose, state => state.WithSessionsRevoked());

        await site.FollowAsync(async () => await alice.StatusAsync("/inner") == HttpStatusCode.Unauthorized, "the end of the session");
        Assert.Equal(HttpStatusCode.OK, await (await FormSite.SignedInAsync(site)).StatusAsync("/inner"));
    }
}
