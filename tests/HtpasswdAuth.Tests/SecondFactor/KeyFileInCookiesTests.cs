using System.Net;
using HtpasswdAuth.Testing;
using Microsoft.AspNetCore.DataProtection;

namespace HtpasswdAuth.Tests;

/// <summary>
/// Who has the keys of data protection and copies of all other files, as backups and shared databases have them, forges nothing without the
/// key file; and what the key file sealed ends with its keys.
/// </summary>
public sealed class KeyFileInCookiesTests
{
    [Theory]
    [InlineData("no key")]
    [InlineData("a key of the same name")]
    public async Task Forged_session_is_none(string keys)
    {
        using var elsewhere = new TempDirectory();
        await using FactorSite site = FormSite.Create(SecondFactorMode.Required);
        FactorClient alice = await FormSite.SignedInAsync(site);
        Assert.Equal(HttpStatusCode.NoContent, await alice.GiveCodeAsync(site.Code(FactorSite.AliceSecret)));
        Assert.Equal(HttpStatusCode.OK, await alice.StatusAsync("/inner"));
        TokenForge owner = TokenForge.OfFactorSession(site);
        string? file = keys == "no key" ? null : elsewhere.File("keys");
        if (file is not null)
        {
            OtpKeyRing.LoadOrCreate(file);
        }

        TokenForge form = new(site.Protection, "session", 2) { KeyFile = site.Files.Keys };
        FactorClient forger = FormSite.Browser(site);
        forger.Cookies[FormSite.Cookie] = (form with { KeyFile = file }).Seal(form.Open(alice.Cookies[FormSite.Cookie]));
        forger.Cookies[FactorClient.SessionCookie] = (owner with { KeyFile = file }).Seal(owner.Open(alice.Cookies[FactorClient.SessionCookie]));

        Assert.Equal(HttpStatusCode.Unauthorized, await forger.StatusAsync("/inner"));
        FactorClient withPassword = site.Client();
        withPassword.Cookies[FactorClient.SessionCookie] = (owner with { KeyFile = file }).Seal(owner.Open(alice.Cookies[FactorClient.SessionCookie]));
        Assert.Equal(HttpStatusCode.Forbidden, await withPassword.StatusAsync("/inner"));
    }

    [Fact]
    public async Task Sessions_go_on_after_a_new_key_and_end_when_the_old_ones_are_dropped()
    {
        await using FactorSite site = FormSite.Create(SecondFactorMode.Required);
        FactorClient before = await FormSite.SignedInAsync(site);
        Assert.Equal(HttpStatusCode.NoContent, await before.GiveCodeAsync(site.Code(FactorSite.AliceSecret)));

        OtpKeyRing keys = OtpKeyRing.AddKey(site.Files.Keys);
        AccountKeeping.ChangeUsers(site.Site.UserFile, all => all.Rekey(keys));
        FactorClient after = await FormSite.SignedInAsync(site);
        Assert.Equal(HttpStatusCode.NoContent, await after.GiveCodeAsync(site.NextCode(FactorSite.AliceSecret)));
        Assert.Equal(HttpStatusCode.OK, await before.StatusAsync("/inner"));
        Assert.Equal(HttpStatusCode.OK, await after.StatusAsync("/inner"));

        OtpKeyRing.DropOldKeys(site.Files.Keys);
        await site.FollowAsync(async () => await before.StatusAsync("/inner") == HttpStatusCode.Unauthorized, "the end of the old key's sessions");
        Assert.Equal(HttpStatusCode.OK, await after.StatusAsync("/inner"));
    }

    /// <summary>By another process or after a restart, where nothing is remembered.</summary>
    [Theory]
    [InlineData("missing")]
    [InlineData("broken")]
    public async Task Unreadable_key_file_is_an_outage_and_nobody_is_signed_out(string what)
    {
        using var home = new TempDirectory();
        var protection = new EphemeralDataProtectionProvider();
        await using var before = new FactorSite(SecondFactorMode.Required) { Home = home, Protection = protection, Scheme = FormSite.Enable() };
        FactorClient alice = await FormSite.SignedInAsync(before);
        Assert.Equal(HttpStatusCode.NoContent, await alice.GiveCodeAsync(before.Code(FactorSite.AliceSecret)));
        byte[] keys = await File.ReadAllBytesAsync(before.Files.Keys);
        File.Delete(before.Files.Keys);
        if (what == "broken")
        {
            await File.WriteAllTextAsync(before.Files.Keys, "k1:\n");
        }

        await using var after = new FactorSite(SecondFactorMode.Required) { Home = home, Protection = protection, Time = before.Time, Scheme = FormSite.Enable() };
        FactorClient form = Copy(alice, new FactorClient(after, authorization: null));
        FactorClient password = Copy(alice, after.Client());
        foreach (FactorClient client in new[] { form, password })
        {
            string[] cookies = [.. client.Cookies.Values];
            HttpResponseMessage answer = await client.GetAsync("/inner");
            Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
            Assert.NotNull(answer.Headers.RetryAfter);
            Assert.Equal(HttpStatusCode.ServiceUnavailable, await client.StatusAsync("/account/me"));
            Assert.Equal(cookies, client.Cookies.Values);
        }

        await File.WriteAllBytesAsync(after.Files.Keys, keys);
        Assert.Equal(HttpStatusCode.OK, await form.StatusAsync("/inner"));
        Assert.Equal(HttpStatusCode.OK, await password.StatusAsync("/inner"));
    }

    [Fact]
    public async Task Garbage_is_no_outage()
    {
        await using var site = new FactorSite(SecondFactorMode.Required, files: directory => File.Delete(OtpFiles.Beside(Path.Combine(directory, "users.htpasswd")).Keys));
        FactorClient alice = site.Client();
        alice.Cookies[FactorClient.SessionCookie] = "garbage";

        Assert.Equal(HttpStatusCode.Forbidden, await alice.StatusAsync("/inner"));
    }

    private static FactorClient Copy(FactorClient from, FactorClient to)
    {
        foreach ((string name, string value) in from.Cookies)
        {
            to.Cookies[name] = value;
        }

        return to;
    }
}
