using System.Net;
using HtpasswdAuth.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace HtpasswdAuth.Tests;

/// <summary>An account database that cannot be read or written: closed, with a message that says what to do, and nothing is erased.</summary>
public sealed class BrokenAccountsTests
{
    public static TheoryData<SecondFactorMode, string> Losses => new MatrixTheoryData<SecondFactorMode, string>(
        [SecondFactorMode.Required, SecondFactorMode.WhenEnrolled], ["damaged", "empty", "missing", "a directory", "otp_secrets"]);

    [Theory]
    [MemberData(nameof(Losses))]
    public async Task Unreadable_at_the_start_is_503_for_every_user(SecondFactorMode mode, string what)
    {
        await using FactorSite site = Site(mode, userFile => AccountFaults.Break(userFile, what));
        FactorClient alice = site.Client();
        string code = site.Code(FactorSite.AliceSecret);

        foreach (FactorClient client in new[] { alice, site.Client("carol") })
        {
            HttpResponseMessage answer = await client.GetAsync("/inner");
            Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
            Assert.NotNull(answer.Headers.RetryAfter);
            Assert.Equal(HttpStatusCode.ServiceUnavailable, (await client.NavigateAsync("/inner")).StatusCode);
            Assert.Equal(HttpStatusCode.ServiceUnavailable, await client.StatusAsync("/inner", code));
        }

        Assert.Equal(HttpStatusCode.ServiceUnavailable, await alice.GiveCodeAsync(code));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, await alice.GiveRecoveryCodeAsync("AAAA-AAAA-AAAA-AAAA"));
        Assert.Equal(0, site.Reached);
        await AssertUnhealthyAsync(site);
    }

    [Theory]
    [InlineData("damaged")]
    [InlineData("missing")]
    [InlineData("otp_secrets")]
    public async Task Unreadable_enrolments_are_not_mistaken_for_no_enrolment(string what)
    {
        await using FactorSite site = Site(SecondFactorMode.StepUp, userFile => AccountFaults.Break(userFile, what));
        FactorClient alice = site.Client();

        Assert.Equal(HttpStatusCode.ServiceUnavailable, await alice.StatusAsync("/step-up"));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await alice.NavigateAsync("/step-up")).StatusCode);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await alice.NavigateAsync("/account/second-factor")).StatusCode);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await alice.NavigateAsync("/account/second-factor/enrolment")).StatusCode);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, await alice.StatusAsync("/account/app-passwords"));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await alice.PostAsync("/account/second-factor/enrolment")).StatusCode);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await alice.PostAsync("/account/recovery-codes")).StatusCode);
    }

    [Fact]
    public async Task User_who_is_known_not_to_be_enrolled_needs_no_code_state()
    {
        await using FactorSite site = Site(SecondFactorMode.WhenEnrolled, userFile => AccountFaults.Break(userFile, "otp_state"));

        Assert.Equal(HttpStatusCode.OK, await site.Client("carol").StatusAsync("/inner"));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, await site.Client().StatusAsync("/inner"));
    }

    [Fact]
    public async Task App_password_is_not_called_wrong_where_it_cannot_be_looked_up()
    {
        AppPassword made = AppPassword.Create("alice", "backup", DateTimeOffset.UnixEpoch, out string password);
        await using FactorSite site = Site(SecondFactorMode.Required, userFile =>
        {
            AccountKeeping.ChangeUser(userFile, "alice", held => held with { AppPasswords = [made] });
            AccountFaults.Break(userFile, "otp_secrets");
        });

        Assert.Equal(HttpStatusCode.ServiceUnavailable, await site.Client(password: password).StatusAsync("/inner"));
    }

    [Fact]
    public async Task Row_that_cannot_be_read_closes_and_is_never_written_over()
    {
        await using FactorSite site = Site(SecondFactorMode.Required);
        FactorClient alice = await site.ProvedAsync();
        AccountFaults.Break(site.Site.UserFile, "otp_secrets");
        await site.FollowAsync(async () => await alice.StatusAsync("/inner") == HttpStatusCode.ServiceUnavailable, "the broken row");

        Assert.Equal(HttpStatusCode.ServiceUnavailable, await alice.StatusAsync("/account/app-passwords"));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, await site.Client().StatusAsync("/inner", site.NextCode(FactorSite.AliceSecret)));
        Assert.Equal("{", AccountFaults.LinesOfAlice(site.Site.UserFile, "otp_secrets"));
        await AssertUnhealthyAsync(site);
    }

    [Fact]
    public async Task Database_that_another_program_holds_accepts_no_code_until_it_is_free()
    {
        await using FactorSite site = Site(SecondFactorMode.Required);
        FactorClient inside = await site.SignedInAsync();
        string code = site.NextCode(FactorSite.AliceSecret);
        using (AccountFaults.Hold(site.Site.UserFile))
        {
            foreach (string pathway in CodePathways.All)
            {
                Assert.False(await CodePathways.TryAsync(site, pathway, code));
            }

            HttpResponseMessage form = await site.Client().FormAsync("/account/second-factor", ("code", code));
            Assert.Equal(HttpStatusCode.ServiceUnavailable, form.StatusCode);
            Assert.Contains("tell the administrator", await form.Content.ReadAsStringAsync(), StringComparison.Ordinal);
            Assert.Contains(site.Logs.Named("CodeStateUnwritable"), entry => entry.Message.Contains("no code is accepted", StringComparison.Ordinal));
            Assert.Equal(HttpStatusCode.OK, await inside.StatusAsync("/inner"));
        }

        Assert.Equal(HttpStatusCode.NoContent, await site.Client().GiveCodeAsync(code));
    }

    [Fact]
    public async Task Database_that_goes_missing_closes_and_a_restored_backup_opens()
    {
        await using FactorSite site = Site(SecondFactorMode.Required);
        FactorClient alice = await site.ProvedAsync();
        string backup = Path.Combine(site.Directory, "backup");
        using var database = new HtpasswdAccountDatabase(AccountFiles.Beside(site.Site.UserFile), path: null, site.Time);
        await database.BackupAsync(backup);

        AccountFaults.Break(site.Site.UserFile, "missing");
        await site.FollowAsync(async () => await alice.StatusAsync("/inner") == HttpStatusCode.ServiceUnavailable, "the loss");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, await site.Client().GiveCodeAsync(site.Code(FactorSite.AliceSecret)));
        Assert.False(database.Exists);
        await AssertUnhealthyAsync(site);

        await database.RestoreAsync(backup);
        await site.FollowAsync(async () => await alice.StatusAsync("/inner") == HttpStatusCode.Forbidden, "its return, without the session");
        site.Time.Advance(TimeSpan.FromMinutes(1));
        await site.FollowAsync(
            async () => await site.Client().GiveCodeAsync(site.NextCode(FactorSite.AliceSecret)) == HttpStatusCode.NoContent, "a code after the restore");
    }

    private static FactorSite Site(SecondFactorMode mode, Action<string>? change = null) =>
        new(mode, options => options.AllowPasswordWithCode = true, files: directory => change?.Invoke(AccountKeeping.In(directory)))
        {
            Services = services =>
            {
                services.AddHealthChecks().AddHtpasswd();
                AccountFaults.BeImpatient(services);
            },
        };

    private static async Task AssertUnhealthyAsync(FactorSite site)
    {
        HealthReport report = await site.Site.App.Services.GetRequiredService<HealthCheckService>().CheckHealthAsync();
        HealthReportEntry entry = report.Entries["htpasswd"];
        Assert.Equal(HealthStatus.Unhealthy, entry.Status);
        Assert.Contains("account database", entry.Description, StringComparison.Ordinal);
        Assert.DoesNotContain(site.Directory, entry.Description, StringComparison.Ordinal);
    }
}
