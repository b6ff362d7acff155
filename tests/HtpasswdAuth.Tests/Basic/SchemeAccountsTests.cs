using System.Net;
using HtpasswdAuth.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace HtpasswdAuth.Tests;

/// <summary>Where accounts are kept, and which scheme does not start without a place for them.</summary>
public sealed class SchemeAccountsTests
{
    [Theory]
    [InlineData(SecondFactorMode.Required)]
    [InlineData(SecondFactorMode.WhenEnrolled)]
    [InlineData(SecondFactorMode.StepUp)]
    public async Task Second_factor_without_a_database_is_refused_at_start_with_the_line_to_add(SecondFactorMode mode)
    {
        await using var site = new FactorSite(mode) { HasAccounts = false, Enrols = false };

        string error = await ErrorAsync(site);

        Assert.Contains($"SecondFactor.Mode is {mode}", error, StringComparison.Ordinal);
        Assert.Contains("builder.Services.AddHtpasswdSqlite();", error, StringComparison.Ordinal);
        Assert.Contains("AddHtpasswdPostgreSql", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Passwords_that_age_without_a_database_are_refused_at_start()
    {
        await using var site = Passwords(options => options.PasswordChange.MaxAge = TimeSpan.FromDays(90));

        Assert.Contains("PasswordChange.MaxAge is set", await ErrorAsync(site), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("users.htpasswd.db", "")]
    [InlineData(".ht-users.htpasswd.db-made", "")]
    [InlineData("users.password-state", """{"u":"alice","mustChange":true}""")]
    [InlineData("users.password-state", """{"u":"alice","expires":"2031-01-01T00:00:00Z"}""")]
    [InlineData("users.password-state", "{broken")]
    public async Task What_was_asked_of_users_is_not_forgotten_by_a_site_that_does_not_read_it(string name, string content)
    {
        await using var site = Passwords(files: directory => File.WriteAllText(Path.Combine(directory, name), content + "\n"));

        string error = await ErrorAsync(site);

        Assert.Contains(name, error, StringComparison.Ordinal);
        Assert.Contains("AddHtpasswdSqlite", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("users.htpasswd.db", "")]
    [InlineData("users.password-state", """{"u":"alice","mustChange":true}""")]
    public async Task What_is_asked_of_users_while_a_site_runs_that_does_not_read_it_closes_it(string name, string content)
    {
        using var home = new TempDirectory();
        await using FactorSite site = Forms(home);
        FactorClient browser = await FormSite.SignedInAsync(site);
        Assert.Equal(HttpStatusCode.OK, await browser.StatusAsync("/inner"));

        string file = home.Write(name, content + "\n");
        site.Time.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal(HttpStatusCode.ServiceUnavailable, await browser.StatusAsync("/inner"));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, await site.Client().StatusAsync("/inner"));
        Assert.Contains(
            site.Site.Logs.Entries,
            entry => entry.Event.Id == 1117 && entry.Message.Contains("AddHtpasswdSqlite", StringComparison.Ordinal));

        File.Delete(file);
        site.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(HttpStatusCode.OK, await browser.StatusAsync("/inner"));
    }

    [Theory]
    [InlineData("users.otp-state", """{"u":"alice","epoch":1}""")]
    [InlineData("users.password-state", """{"u":"alice","changed":"2025-01-01T00:00:00Z"}""")]
    public async Task What_only_tells_of_the_past_keeps_no_site_from_starting(string name, string content)
    {
        await using var site = Passwords(files: directory => File.WriteAllText(Path.Combine(directory, name), content + "\n"));

        Assert.Equal(HttpStatusCode.OK, await site.Client().StatusAsync("/inner"));
    }

    [Fact]
    public async Task Ended_session_stays_ended_without_a_database_until_the_process_ends()
    {
        using var home = new TempDirectory();
        await using FactorSite first = Forms(home);
        FactorClient browser = await FormSite.SignedInAsync(first);
        string cookie = browser.Cookies[FormSite.Cookie];

        await browser.PostAsync("/account/sign-out");
        browser.Cookies[FormSite.Cookie] = cookie;

        Assert.Equal(HttpStatusCode.Unauthorized, await browser.StatusAsync("/inner"));
        Assert.Equal(["users.htpasswd"], FolderContent.NamesIn(home.Path));
    }

    /// <summary>What the documentation says that a restart costs, and what it does not.</summary>
    [Theory]
    [InlineData(false, HttpStatusCode.OK)]
    [InlineData(true, HttpStatusCode.Unauthorized)]
    public async Task Restart_forgets_ended_sessions_only_without_a_database(bool hasAccounts, HttpStatusCode expected)
    {
        using var home = new TempDirectory();
        string cookie;
        await using (FactorSite first = Forms(home, hasAccounts))
        {
            FactorClient browser = await FormSite.SignedInAsync(first);
            cookie = browser.Cookies[FormSite.Cookie];
            await browser.PostAsync("/account/sign-out");
        }

        await using FactorSite second = Forms(home, hasAccounts);
        FactorClient again = FormSite.Browser(second);
        again.Cookies[FormSite.Cookie] = cookie;
        Assert.Equal(expected, await again.StatusAsync("/inner"));
    }

    [Fact]
    public async Task Passwords_in_a_file_may_have_their_accounts_in_a_shared_store()
    {
        await using var nodes = new FleetNodes();
        await using var site = new FactorSite(SecondFactorMode.WhenEnrolled)
        {
            HasAccounts = false,
            Services = services => nodes.Database.AddTo(services),
        };

        Assert.Equal(HttpStatusCode.Forbidden, await site.Client().StatusAsync("/inner"));
        Assert.Equal(HttpStatusCode.NoContent, await site.Client().GiveCodeAsync(site.Code(FactorSite.AliceSecret)));
        Assert.NotNull(nodes.Database.States.Find("alice").EnrolmentId);
        Assert.False(File.Exists(AccountFiles.DatabaseOf(site.Site.UserFile)));
    }

    [Fact]
    public async Task Schemes_with_different_users_do_not_share_accounts_without_a_name()
    {
        await using var nodes = new FleetNodes();
        await using var site = new FactorSite(SecondFactorMode.WhenEnrolled)
        {
            HasAccounts = false,
            Services = services =>
            {
                nodes.Database.AddTo(services);
                services.AddAuthentication(HtpasswdDefaults.AuthenticationScheme).AddHtpasswd("Others", FleetNodes.UseStores);
            },
        };

        InvalidOperationException error = await Assert.ThrowsAsync<InvalidOperationException>(() => site.Site.StartAsync());

        Assert.Contains("users of equal names would be one", error.Message, StringComparison.Ordinal);
    }

    private static FactorSite Passwords(Action<HtpasswdOptions>? scheme = null, Action<string>? files = null) => new(SecondFactorMode.None, files: files)
    {
        HasAccounts = false,
        Enrols = false,
        Scheme = scheme ?? (static _ => { }),
    };

    private static FactorSite Forms(TempDirectory home, bool hasAccounts = false) => new(SecondFactorMode.None)
    {
        Home = home,
        HasAccounts = hasAccounts,
        Enrols = false,
        Scheme = FormSite.Enable(),
        Protection = s_protection,
    };

    private static readonly Microsoft.AspNetCore.DataProtection.EphemeralDataProtectionProvider s_protection = new();

    private static async Task<string> ErrorAsync(FactorSite site)
    {
        Assert.SkipWhen(AccountKeeping.IsEverywhere, "Every site of this run has a database.");
        OptionsValidationException exception = await Assert.ThrowsAsync<OptionsValidationException>(() => site.Site.StartAsync());
        return Assert.Single(exception.Failures);
    }
}
