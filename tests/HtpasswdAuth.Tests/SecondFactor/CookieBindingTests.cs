using System.Net;
using HtpasswdAuth.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection;

namespace HtpasswdAuth.Tests;

/// <summary>A cookie is good for one user of one realm and scheme, under one name.</summary>
public sealed class CookieBindingTests
{
    [Theory]
    [InlineData(SecondFactorMode.Required)]
    [InlineData(SecondFactorMode.WhenEnrolled)]
    [InlineData(SecondFactorMode.StepUp)]
    public async Task Cookie_of_another_user_is_refused(SecondFactorMode mode)
    {
        await using var site = new FactorSite(mode);
        FactorClient alice = await site.SignedInAsync();

        foreach (string user in new[] { "bob", "carol" })
        {
            FactorClient other = site.Client(user);
            other.Cookies[FactorClient.SessionCookie] = alice.Cookies[FactorClient.SessionCookie];
            Assert.Equal(HttpStatusCode.Forbidden, await other.StatusAsync("/step-up"));
        }

        Assert.Equal(0, site.Reached);
        Assert.Equal(HttpStatusCode.OK, await alice.StatusAsync("/step-up"));
    }

    /// <summary>The version of a password depends on its user's name too: that alone keeps the others out, and must not be all.</summary>
    [Fact]
    public async Task Cookie_of_another_user_is_refused_even_where_all_else_is_right()
    {
        await using var site = new FactorSite(SecondFactorMode.Required);
        FactorClient alice = await site.SignedInAsync();
        TokenCipher<SecondFactorSession> format = site.SessionCipher;
        Assert.True(format.TryUnprotect(alice.Cookies[FactorClient.SessionCookie], out SecondFactorSession? session, out _));
        Assert.True(PasswordVersion.TryFind(HtpasswdFile.Load(site.Site.UserFile), "bob", out UInt128 version));
        FactorClient bob = site.Client("bob");
        bob.Cookies[FactorClient.SessionCookie] = format.Protect(session with { Binding = session.Binding with { PasswordVersion = version } })!;

        Assert.Equal(HttpStatusCode.Forbidden, await bob.StatusAsync("/inner"));
        bob.Cookies[FactorClient.SessionCookie] = format.Protect(session with
        {
            Binding = session.Binding with { User = "bob", PasswordVersion = version },
            EnrolmentId = site.Secrets.Users.Single(user => user.Name == "bob").Enrolment!.Id,
        })!;
        Assert.Equal(HttpStatusCode.OK, await bob.StatusAsync("/inner"));
    }

    [Theory]
    [InlineData("Restricted", true)]
    [InlineData("restricted", false)]
    [InlineData("Elsewhere", false)]
    public async Task Cookie_is_good_on_another_node_of_the_same_realm_only(string realm, bool isGood)
    {
        using var home = new TempDirectory();
        var protection = new EphemeralDataProtectionProvider();
        await using var first = new FactorSite(SecondFactorMode.Required) { Home = home, Protection = protection };
        FactorClient alice = await first.SignedInAsync();
        await using var second = new FactorSite(SecondFactorMode.Required) { Home = home, Protection = protection, Time = first.Time, Scheme = scheme => scheme.Realm = realm };
        FactorClient there = second.Client();
        there.Cookies[FactorClient.SessionCookie] = alice.Cookies[FactorClient.SessionCookie];

        Assert.Equal(isGood ? HttpStatusCode.OK : HttpStatusCode.Forbidden, await there.StatusAsync("/inner"));
    }

    [Fact]
    public async Task Cookie_of_a_site_with_other_keys_is_refused()
    {
        using var home = new TempDirectory();
        await using var first = new FactorSite(SecondFactorMode.Required) { Home = home };
        FactorClient alice = await first.SignedInAsync();
        await using var second = new FactorSite(SecondFactorMode.Required) { Home = home, Time = first.Time };
        FactorClient there = second.Client();
        there.Cookies[FactorClient.SessionCookie] = alice.Cookies[FactorClient.SessionCookie];

        Assert.Equal(HttpStatusCode.Forbidden, await there.StatusAsync("/inner"));
    }

    [Fact]
    public async Task Cookie_of_another_scheme_is_refused_even_with_the_same_users_and_realm()
    {
        await using FactorSite site = WithTwoSchemes();
        FactorClient alice = await site.SignedInAsync();
        Assert.Equal(FactorSite.AliceSecret, Reveal(Path.Combine(site.Directory, "others.htpasswd")));

        Assert.Equal(HttpStatusCode.OK, await alice.StatusAsync("/inner"));
        Assert.Equal(HttpStatusCode.Forbidden, await alice.StatusAsync("/others"));
        Assert.Equal(HttpStatusCode.NoContent, (await site.Client().PostAsync("/others-account/second-factor", $$"""{"code":"{{site.Code(FactorSite.AliceSecret)}}"}""")).StatusCode);
    }

    [Theory]
    [InlineData("htpasswd-2fa")]
    [InlineData("__Secure-htpasswd-2fa")]
    [InlineData("X__Host-htpasswd-2fa")]
    [InlineData("__Host-htpasswd-2fa2")]
    [InlineData("__Host-htpasswd-device")]
    [InlineData("__Host-htpasswd")]
    [InlineData("2FA_Auth")]
    public async Task Cookie_by_another_name_does_not_count(string name)
    {
        await using SessionScenario scenario = await SessionScenario.CreateAsync();

        Assert.Equal(403, await scenario.GetAsync(scenario.Cookie, name));
        Assert.Equal(403, await scenario.SendAsync($"{name}={scenario.Cookie}; {name}x={scenario.Cookie}"));
    }

    [Fact]
    public async Task Twice_the_same_cookie_is_one_and_contradicting_ones_make_no_error()
    {
        await using SessionScenario scenario = await SessionScenario.CreateAsync();
        string good = $"{FactorClient.SessionCookie}={scenario.Cookie}";
        string bad = $"{FactorClient.SessionCookie}=x";

        Assert.Equal(200, await scenario.SendAsync($"{good}; {good}"));
        Assert.Equal(200, await scenario.SendAsync($"other=1; {good}; more=2"));
        int[] answers = [await scenario.SendAsync($"{good}; {bad}"), await scenario.SendAsync($"{bad}; {good}")];

        // One of them counts, whichever; the other is not looked at.
        Assert.Equal([200, 403], answers.Order());
        Assert.Equal(403, await scenario.SendAsync($"{bad}; {bad}"));
        Assert.Equal(403, await scenario.SendAsync($"{FactorClient.SessionCookie}; ={scenario.Cookie}; ;;;"));
    }

    private static byte[] Reveal(string userFile)
    {
        AccountKeeping.Secrets(userFile).TryFind("alice", out OtpUser? alice);
        Assert.True(alice!.Enrolment!.TryReveal(OtpKeyRing.Load(OtpFiles.Beside(userFile).Keys), out byte[]? secret));
        return secret;
    }

    private static FactorSite WithTwoSchemes() => new(
        SecondFactorMode.Required,
        files: directory =>
        {
            string others = Path.Combine(directory, "others.htpasswd");
            File.Copy(Path.Combine(directory, "users.htpasswd"), others);
            OtpKeyRing keys = OtpKeyRing.LoadOrCreate(OtpFiles.Beside(others).Keys);
            AccountKeeping.ChangeUser(others, "alice", held => held with
            {
                Enrolment = OtpEnrolment.Create("alice", FactorSite.AliceSecret, OtpParameters.Default, DateTimeOffset.UnixEpoch, keys),
            });
        },
        pipeline: app =>
        {
            app.MapHtpasswdApi("/others-account", "Others");
            app.MapGet("/others", () => "others").RequireAuthorization(policy => policy.AddAuthenticationSchemes("Others").RequireAuthenticatedUser());
        })
    {
        Services = services =>
        {
            services.AddAuthentication(HtpasswdDefaults.AuthenticationScheme).AddHtpasswd("Others", options =>
            {
                options.UserFile = "others.htpasswd";
                options.SecondFactor.Mode = SecondFactorMode.Required;
            });
        },
    };
}
