using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using static HtpasswdAuth.Tests.PasswordVisitor;

namespace HtpasswdAuth.Tests;

/// <summary>What the password state file means to whoever signs in.</summary>
public sealed class PasswordStandingSignInTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Nobody_passes_while_the_state_cannot_be_read(bool withGate)
    {
        await using FactorSite site = Site(withGate: withGate, state: "broken\n");

        HttpResponseMessage answer = await site.Client().GetAsync("/inner");

        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.NotNull(answer.Headers.RetryAfter);
        Assert.Equal(0, site.Reached);
        await AssertProblemAsync(await SendAsync(Nobody(site), "alice"), HttpStatusCode.ServiceUnavailable, "unavailable");
        Assert.Equal(HttpStatusCode.Unauthorized, await site.Client(password: "wrong").StatusAsync("/inner"));
    }

    [Fact]
    public async Task Broken_state_makes_the_site_unhealthy_and_says_what_to_do()
    {
        await using var site = new TestSite
        {
            HasAccounts = true,
            Files = directory => File.WriteAllText(Path.Combine(directory, "users.password-state"), "broken\n"),
            Services = services => services.AddHealthChecks().AddHtpasswd(),
        };
        await site.StartAsync();

        HealthReport report = await site.App.Services.GetRequiredService<HealthCheckService>().CheckHealthAsync(TestContext.Current.CancellationToken);

        Assert.Equal(HealthStatus.Unhealthy, report.Status);
        Assert.Contains("htauth check", report.Entries.Single().Value.Description, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Site_without_a_state_is_healthy()
    {
        await using var site = new TestSite { Services = services => services.AddHealthChecks().AddHtpasswd() };
        await site.StartAsync();

        HealthReport report = await site.App.Services.GetRequiredService<HealthCheckService>().CheckHealthAsync(TestContext.Current.CancellationToken);

        Assert.Equal(HealthStatus.Healthy, report.Status);
    }

    [Fact]
    public async Task Expired_password_is_a_wrong_one_in_answer_log_and_count()
    {
        await using FactorSite site = Site(
            scheme: scheme => scheme.AttemptThrottle.FailuresPerUser = 2, state: """{"u":"alice","mustChange":true,"expires":"2001-01-01T00:00:00Z"}""" + "\n");

        string expired = await DescribeAsync(await site.Client().GetAsync("/inner"));
        string wrong = await DescribeAsync(await site.Client("bob", "wrong").GetAsync("/inner"));
        string atTheForm = await DescribeAsync(await SendAsync(Nobody(site), "alice"));
        string wrongAtTheForm = await DescribeAsync(await SendAsync(Nobody(site), "mallory"));

        Assert.Equal(wrong, expired);
        Assert.Equal(wrongAtTheForm, atTheForm);
        Assert.Equal(["alice", "bob", "alice"], site.Logs.Named("PasswordMismatch").Select(entry => entry.Message.Split("user ")[1].Split(':')[0]));
        Assert.Equal(2, site.Logs.Named("PasswordExpired").Count());
        await site.Client(password: "wrong too").StatusAsync("/inner");
        Assert.Equal(HttpStatusCode.TooManyRequests, await site.Client(password: "and once more").StatusAsync("/inner"));
    }

    [Fact]
    public async Task Password_that_expires_while_it_is_remembered_counts_no_longer()
    {
        await using FactorSite site = Site();
        FactorClient alice = site.Client();
        Assert.Equal(HttpStatusCode.OK, await alice.StatusAsync("/inner"));
        DateTimeOffset expires = site.Time.GetUtcNow() + TimeSpan.FromMinutes(2);

        AccountKeeping.ChangePasswordState(site.Site.UserFile, "alice", state => state with { Expires = expires });
        await site.FollowAsync(() => StatesOf(site).Current!.Find("alice").Expires is not null, "the expiry");
        Assert.Equal(HttpStatusCode.OK, await alice.StatusAsync("/inner"));
        site.Time.Advance(TimeSpan.FromMinutes(2));

        Assert.Equal(HttpStatusCode.Unauthorized, await alice.StatusAsync("/inner"));
        Assert.Single(site.Logs.Named("PasswordMismatch"));
    }

    [Fact]
    public async Task Password_ages_from_the_first_sign_in_here_and_then_must_be_changed()
    {
        await using FactorSite site = Site(options: options => options.MaxAge = TimeSpan.FromDays(90));
        FactorClient alice = site.Client();
        Assert.Equal(HttpStatusCode.OK, await alice.StatusAsync("/inner"));
        Assert.NotNull(AccountKeeping.PasswordState(site.Site.UserFile, "alice").Changed);

        site.Time.Advance(TimeSpan.FromDays(90) - TimeSpan.FromSeconds(2));
        Assert.Equal(HttpStatusCode.OK, await alice.StatusAsync("/inner"));
        site.Time.Advance(TimeSpan.FromSeconds(2));

        Assert.Equal(HttpStatusCode.Forbidden, await alice.StatusAsync("/inner"));
        Assert.Equal(HttpStatusCode.NoContent, (await SendAsync(alice)).StatusCode);
        alice.Authorization = TestSite.Basic("alice", New);
        Assert.Equal(HttpStatusCode.OK, await alice.StatusAsync("/inner"));
    }

    [Fact]
    public async Task Site_where_passwords_do_not_age_writes_nothing_at_a_sign_in()
    {
        await using FactorSite site = Site();

        Assert.Equal(HttpStatusCode.OK, await site.Client().StatusAsync("/inner"));

        Assert.Equal(0, StatesOf(site).Current!.Count);
    }

    private static IPasswordStateStore StatesOf(FactorSite site) =>
        site.Site.App.Services.GetRequiredService<HtpasswdSchemes>().Get(HtpasswdDefaults.AuthenticationScheme).Stores.Accounts.PasswordStates;

    private static async Task<string> DescribeAsync(HttpResponseMessage answer) =>
        $"{answer.StatusCode}\n{answer.Headers}\n{answer.Content.Headers}\n{await answer.Content.ReadAsStringAsync()}";
}
