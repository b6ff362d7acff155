using System.Net;
using HtpasswdAuth.Testing;
using Microsoft.AspNetCore.DataProtection;

namespace HtpasswdAuth.Tests;

/// <summary>
/// A session is good only while all that it is bound to holds. Each test begins with a good one, sealed with the site's own keys, and
/// breaks one thing.
/// </summary>
public sealed class FormSessionBindingTests
{
    public static TheoryData<string> Fields { get; } =
        ["user", "unknown user", "password version", "expires", "last seen", "last seen in the future", "user epoch", "site epoch", "user epoch in the future", "site epoch in the future"];

    [Fact]
    public async Task Untouched_it_is_good()
    {
        await using FactorSite site = FormSite.Create();

        Assert.Equal(HttpStatusCode.OK, await StatusAsync(site, session => session));
    }

    [Theory]
    [MemberData(nameof(Fields))]
    public async Task With_one_thing_broken_it_counts_as_none(string field)
    {
        await using FactorSite site = FormSite.Create();
        FactorClient alice = await FormSite.SignedInAsync(site);
        site.ChangeState("alice", state => state.WithSessionsRevoked());
        site.ChangeState(OtpStateFile.Everyone, state => state.WithSessionsRevoked());
        await site.FollowAsync(async () => await alice.StatusAsync("/inner") == HttpStatusCode.Unauthorized, "the end of the session");

        Assert.Equal(HttpStatusCode.OK, await StatusAsync(site, session => session));
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(site, session => session with { Binding = Broken(session.Binding, field) }));
    }

    [Fact]
    public async Task Signed_out_id_is_over_whatever_else_the_cookie_says()
    {
        await using FactorSite site = FormSite.Create();
        FactorClient alice = await FormSite.SignedInAsync(site);
        FormSession session = FormSite.Open(site, alice.Cookies[FormSite.Cookie]);
        site.ChangeState("alice", state => state.WithSignedOut(new SignedOutSession(session.Binding.Id, session.Binding.Expires), site.Time.GetUtcNow()));
        await site.FollowAsync(async () => await alice.StatusAsync("/inner") == HttpStatusCode.Unauthorized, "the end of the session");

        FactorClient forger = FormSite.Browser(site);
        forger.Cookies[FormSite.Cookie] = FormSite.Cipher(site).Protect(
            session with { Binding = session.Binding with { Expires = session.Binding.Expires + TimeSpan.FromMinutes(1) } })!;
        Assert.Equal(HttpStatusCode.Unauthorized, await forger.StatusAsync("/inner"));
    }

    [Theory]
    [InlineData("session", "Others", "Restricted", 2)]
    [InlineData("session", "htpasswd", "Restricted", 2)]
    [InlineData("session", "Htpasswd", "restricted", 2)]
    [InlineData("session", "Restricted", "Htpasswd", 2)]
    [InlineData("2fa", "Htpasswd", "Restricted", 2)]
    [InlineData("session", "Htpasswd", "Restricted", 1)]
    [InlineData("session", "Htpasswd", "Restricted", 3)]
    public async Task Sealed_for_anything_else_it_counts_as_none(string purpose, string scheme, string realm, byte version)
    {
        await using FactorSite site = FormSite.Create();
        FactorClient alice = await FormSite.SignedInAsync(site);
        FormSession session = FormSite.Open(site, alice.Cookies[FormSite.Cookie]);

        alice.Cookies[FormSite.Cookie] = site.Protect(scheme, realm).Create(new OtherFormat<FormSession>(new FormSessionFormat(), purpose, version)).Protect(session)!;

        Assert.Equal(HttpStatusCode.Unauthorized, await alice.StatusAsync("/inner"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Node_of_the_same_site_accepts_it_and_one_with_other_keys_does_not(bool sameKeys)
    {
        using var home = new TempDirectory();
        var protection = new EphemeralDataProtectionProvider();
        await using var first = new FactorSite(SecondFactorMode.None) { Home = home, Protection = protection, Scheme = FormSite.Enable() };
        FactorClient alice = await FormSite.SignedInAsync(first);
        await using var second = new FactorSite(SecondFactorMode.None)
        {
            Home = home,
            Time = first.Time,
            Scheme = FormSite.Enable(),
            Protection = sameKeys ? protection : new EphemeralDataProtectionProvider(),
        };
        FactorClient there = FormSite.Browser(second);
        there.Cookies[FormSite.Cookie] = alice.Cookies[FormSite.Cookie];

        Assert.Equal(sameKeys ? HttpStatusCode.OK : HttpStatusCode.Unauthorized, await there.StatusAsync("/inner"));
    }

    [Fact]
    public async Task Session_of_the_second_factor_is_none_of_the_form_and_the_other_way_round()
    {
        await using FactorSite site = FormSite.Create(SecondFactorMode.Required);
        FactorClient alice = await FormSite.SignedInAsync(site);
        Assert.Equal(HttpStatusCode.NoContent, await alice.GiveCodeAsync(site.Code(FactorSite.AliceSecret)));
        Assert.Equal(HttpStatusCode.OK, await alice.StatusAsync("/inner"));
        (string form, string factor) = (alice.Cookies[FormSite.Cookie], alice.Cookies[FactorClient.SessionCookie]);

        alice.Cookies[FormSite.Cookie] = factor;
        Assert.Equal(HttpStatusCode.Unauthorized, await alice.StatusAsync("/inner"));
        alice.Cookies[FormSite.Cookie] = form;
        alice.Cookies[FactorClient.SessionCookie] = form;
        Assert.Equal(HttpStatusCode.Forbidden, await alice.StatusAsync("/inner"));
    }

    [Fact]
    public async Task Tampered_or_cut_cookie_counts_as_none_and_is_no_error()
    {
        await using FactorSite site = FormSite.Create();
        FactorClient alice = await FormSite.SignedInAsync(site);
        string good = alice.Cookies[FormSite.Cookie];
        TokenCipher<FormSession> cipher = FormSite.Cipher(site);

        for (int position = 0; position < good.Length; position++)
        {
            char[] flipped = good.ToCharArray();
            flipped[position] ^= (char)(1 << (position % 6));
            Assert.False(cipher.TryUnprotect(new string(flipped), out _, out _), $"flipped {position}");
            Assert.False(cipher.TryUnprotect(good[..position], out _, out _), $"first {position}");
        }

        foreach (string bad in new[] { "x", "=", good[..^1], good + "A", good[1..], new string('A', 5000) })
        {
            alice.Cookies[FormSite.Cookie] = bad;
            Assert.Equal(HttpStatusCode.Unauthorized, await alice.StatusAsync("/inner"));
        }

        alice.Cookies[FormSite.Cookie] = good;
        Assert.Equal(HttpStatusCode.OK, await alice.StatusAsync("/inner"));
    }

    /// <summary>The status of a request with a new session that was changed.</summary>
    private static async Task<HttpStatusCode> StatusAsync(FactorSite site, Func<FormSession, FormSession> change)
    {
        FactorClient alice = await FormSite.SignedInAsync(site);
        FormSession session = FormSite.Open(site, alice.Cookies[FormSite.Cookie]);
        alice.Cookies[FormSite.Cookie] = FormSite.Cipher(site).Protect(change(session))!;
        return await alice.StatusAsync("/inner");
    }

    private static SessionBinding Broken(SessionBinding good, string field) => field switch
    {
        "user" => good with { User = "bob" },
        "unknown user" => good with { User = "zelda" },
        "password version" => good with { PasswordVersion = good.PasswordVersion ^ 1 },
        "expires" => good with { Expires = good.AuthTime },
        "last seen" => good with { LastSeen = good.LastSeen - TimeSpan.FromHours(1) },
        "last seen in the future" => good with { LastSeen = good.LastSeen + TimeSpan.FromHours(1) },
        "user epoch" => good with { Epochs = good.Epochs with { User = good.Epochs.User - 1 } },
        "site epoch" => good with { Epochs = good.Epochs with { Site = good.Epochs.Site - 1 } },
        "user epoch in the future" => good with { Epochs = good.Epochs with { User = 1_000_000 } },
        "site epoch in the future" => good with { Epochs = good.Epochs with { Site = good.Epochs.Site + 1 } },
        _ => throw new ArgumentOutOfRangeException(nameof(field)),
    };
}
