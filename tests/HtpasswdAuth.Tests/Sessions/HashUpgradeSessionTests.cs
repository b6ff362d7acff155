using System.Net;
using System.Text;
using HtpasswdAuth.Testing;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection;

namespace HtpasswdAuth.Tests;

/// <summary>
/// Sessions that began with a hash that is replaced later: on a site that does not do so, which is then restarted as one that does.
/// </summary>
public sealed class HashUpgradeSessionTests : IDisposable
{
    private readonly TempDirectory _home = new();
    private readonly EphemeralDataProtectionProvider _keys = new();
    private readonly FakeTimeProvider _time = new();

    public static TheoryData<bool> Sessions { get; } = [false, true];

    public void Dispose() => _home.Dispose();

    [Theory]
    [MemberData(nameof(Sessions))]
    public async Task Session_goes_on_and_its_cookie_is_renewed_for_the_new_hash(bool isForm)
    {
        Dictionary<string, string> cookies = await BeginAsync(isForm);
        await using FactorSite site = Site(isForm, upgrades: true);
        await UpgradeAsync(site);

        FactorClient alice = Browser(site, isForm, cookies);
        Assert.Equal(HttpStatusCode.OK, await alice.StatusAsync("/inner"));
        Assert.Equal(cookies, alice.Cookies);

        _time.Advance(TimeSpan.FromMinutes(40));
        Assert.Equal(HttpStatusCode.OK, await alice.StatusAsync("/inner"));
        Assert.NotEqual(cookies, alice.Cookies);

        // The renewed one needs no alias, the other one ends with it.
        AccountKeeping.ChangePasswordState(site.Site.UserFile, "alice", state => state with { Aliases = [state.Aliases[0] with { Until = _time.GetUtcNow() }] });
        await site.FollowAsync(() => CookieStatusAsync(site, isForm, cookies, HttpStatusCode.OK, isNot: true), "the end of the alias");
        Assert.Equal(HttpStatusCode.OK, await alice.StatusAsync("/inner"));
    }

    [Theory]
    [MemberData(nameof(Sessions))]
    public async Task Session_goes_on_after_another_restart(bool isForm)
    {
        Dictionary<string, string> cookies = await BeginAsync(isForm);
        await using (FactorSite site = Site(isForm, upgrades: true))
        {
            await UpgradeAsync(site);
        }

        await using FactorSite next = Site(isForm, upgrades: false);

        Assert.Equal(HttpStatusCode.OK, await Browser(next, isForm, cookies).StatusAsync("/inner"));
    }

    [Theory]
    [MemberData(nameof(Sessions))]
    public async Task Password_change_after_it_ends_the_session_under_either_hash(bool isForm)
    {
        Dictionary<string, string> cookies = await BeginAsync(isForm);
        await using FactorSite site = Site(isForm, upgrades: true);
        await UpgradeAsync(site);
        FactorClient renewed = Browser(site, isForm, cookies);
        _time.Advance(TimeSpan.FromMinutes(40));
        Assert.Equal(HttpStatusCode.OK, await renewed.StatusAsync("/inner"));
        Assert.NotEqual(cookies, renewed.Cookies);

        string? code = isForm ? null : site.NextCode(FactorSite.AliceSecret);
        Assert.Equal(HttpStatusCode.NoContent, (await PasswordVisitor.SendAsync(PasswordVisitor.Nobody(site), "alice", code: code)).StatusCode);

        foreach (Dictionary<string, string> each in new[] { cookies, renewed.Cookies })
        {
            Assert.NotEqual(HttpStatusCode.OK, await Browser(site, isForm, each, PasswordVisitor.New).StatusAsync("/inner"));
        }
    }

    [Theory]
    [MemberData(nameof(Sessions))]
    public async Task Password_set_by_another_program_ends_the_session_although_the_alias_is_there(bool isForm)
    {
        Dictionary<string, string> cookies = await BeginAsync(isForm);
        await using FactorSite site = Site(isForm, upgrades: true);
        await UpgradeAsync(site);
        Assert.Equal(HttpStatusCode.OK, await Browser(site, isForm, cookies).StatusAsync("/inner"));

        string hash = PasswordHash.Create(Encoding.UTF8.GetBytes(PasswordVisitor.New), new PasswordHashParameters(PasswordHashAlgorithm.Bcrypt, 5));
        await File.WriteAllTextAsync(site.Site.UserFile, $"alice:{hash}\n");

        await site.FollowAsync(() => CookieStatusAsync(site, isForm, cookies, HttpStatusCode.OK, isNot: true, PasswordVisitor.New), "the end of the session");
        Assert.Single(AccountKeeping.PasswordState(site.Site.UserFile, "alice").Aliases);
    }

    [Theory]
    [MemberData(nameof(Sessions))]
    public async Task Without_the_alias_the_session_would_end(bool isForm)
    {
        Dictionary<string, string> cookies = await BeginAsync(isForm);
        File.WriteAllText(
            _home.File("users.htpasswd"), $"alice:{PasswordHash.Create(Encoding.UTF8.GetBytes(TestSite.Password), new PasswordHashParameters(PasswordHashAlgorithm.Bcrypt, 5))}\n");
        await using FactorSite site = Site(isForm, upgrades: true);

        Assert.NotEqual(HttpStatusCode.OK, await Browser(site, isForm, cookies).StatusAsync("/inner"));
    }


    private static async Task UpgradeAsync(FactorSite site)
    {
        await site.Site.StartAsync();
        await site.Client().StatusAsync("/inner");
        HashUpgrader upgrader = site.Site.App.Services.GetRequiredService<HtpasswdSchemes>().Get(HtpasswdDefaults.AuthenticationScheme).Passwords.Upgrader!;
        await Eventually.IsTrueAsync(() => site.Logs.Named("HashUpgraded").Any() && !upgrader.IsBusyWith("alice"), "the new hash");
        Assert.Contains("alice:$2y$05$", await File.ReadAllTextAsync(site.Site.UserFile), StringComparison.Ordinal);
    }

    private static FactorClient Browser(FactorSite site, bool isForm, Dictionary<string, string> cookies, string password = TestSite.Password)
    {
        FactorClient browser = isForm ? FormSite.Browser(site) : site.Client(password: password);
        foreach ((string name, string value) in cookies)
        {
            browser.Cookies[name] = value;
        }

        return browser;
    }

    private static async Task<bool> CookieStatusAsync(
        FactorSite site, bool isForm, Dictionary<string, string> cookies, HttpStatusCode status, bool isNot, string password = TestSite.Password) =>
        await Browser(site, isForm, cookies, password).StatusAsync("/inner") == status != isNot;

    private async Task<Dictionary<string, string>> BeginAsync(bool isForm)
    {
        await using FactorSite site = Site(isForm, upgrades: false);
        FactorClient alice = isForm ? await FormSite.SignedInAsync(site) : await site.SignedInAsync();
        Assert.Equal(HttpStatusCode.OK, await alice.StatusAsync("/inner"));
        return alice.Cookies;
    }

    private FactorSite Site(bool isForm, bool upgrades) => new(isForm ? SecondFactorMode.None : SecondFactorMode.Required)
    {
        Home = _home,
        Time = _time,
        Protection = _keys,
        Scheme = options =>
        {
            options.UpgradeHashes = upgrades;
            options.PollInterval = TimeSpan.FromMilliseconds(100);
            options.HashLimits = options.HashLimits with { MinBcryptCost = 5 };
            options.PasswordChange.Cost = 5;
            options.SignInForm.Enabled = isForm;
        },
    };
}
