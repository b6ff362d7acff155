using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace HtpasswdAuth.Tests;

public sealed class HealthCheckTests
{
    [Fact]
    public async Task Good_file_is_healthy_and_tells_users_and_age()
    {
        await using var site = new TestSite { Services = services => services.AddHealthChecks().AddHtpasswd() };
        await site.StartAsync();
        site.Time.Advance(TimeSpan.FromSeconds(90));

        HealthReportEntry entry = await CheckAsync(site);

        Assert.Equal(HealthStatus.Healthy, entry.Status);
        Assert.Equal(1, entry.Data["users"]);
        Assert.Equal(90.0, entry.Data["snapshotAgeSeconds"]);
    }

    [Fact]
    public async Task Broken_lines_are_degraded()
    {
        await using var site = new TestSite
        {
            UserFileContent = $"alice:{TestSite.Sha("x")}\nbroken\n",
            Services = services => services.AddHealthChecks().AddHtpasswd(),
        };

        HealthReportEntry entry = await CheckAsync(site);

        Assert.Equal(HealthStatus.Degraded, entry.Status);
        Assert.Equal(1, entry.Data["problems"]);
    }

    [Fact]
    public async Task Lost_file_is_degraded_while_the_last_copy_is_served_then_unhealthy_and_names_no_path()
    {
        await using var site = new TestSite { Services = services => services.AddHealthChecks().AddHtpasswd() };
        await site.StartAsync();
        File.Delete(site.UserFile);
        StoreOf(site).Look();

        HealthReportEntry served = await CheckAsync(site);
        Assert.Equal(HealthStatus.Degraded, served.Status);
        Assert.Equal("gone", served.Data["state"]);

        site.Time.Advance(TimeSpan.FromSeconds(11));
        StoreOf(site).Look();

        HealthReportEntry closed = await CheckAsync(site);
        Assert.Equal(HealthStatus.Unhealthy, closed.Status);
        Assert.Equal("users.htpasswd", closed.Data["file"]);
        Assert.DoesNotContain(site.UserFile, closed.Description + closed.Data["remedy"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Lost_file_answers_503_with_retry_after_once_the_grace_is_over()
    {
        await using var site = new TestSite();
        Assert.Equal(200, (int)(await site.SignInAsync()).StatusCode);
        File.Delete(site.UserFile);
        WatchedCredentialStore store = StoreOf(site);

        store.Look();
        Assert.Equal(200, (int)(await site.SignInAsync()).StatusCode);

        site.Time.Advance(TimeSpan.FromSeconds(11));
        store.Look();
        HttpResponseMessage response = await site.SignInAsync();
        Assert.Equal(503, (int)response.StatusCode);
        Assert.Equal(503, (int)(await site.GetAsync()).StatusCode);
        Assert.Equal(10, response.Headers.RetryAfter!.Delta!.Value.TotalSeconds);
        Assert.DoesNotContain(site.Logs.Entries, entry => entry.Message.Contains("AH0161", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(0x1A4, "members of its group and all other users of the machine")]
    [InlineData(0x1A0, "members of its group")]
    [InlineData(0x1B4, "all users of the machine")]
    [InlineData(0x1B0, null)]
    [InlineData(0x180, null)]
    public void Readers_who_could_keep_writers_waiting_are_named_with_a_remedy(int mode, string? who)
    {
        if (!OperatingSystem.IsLinux())
        {
            Assert.Skip("Other systems lock files in another way.");
            return;
        }

        using var scenario = new StoreScenario();
        File.SetUnixFileMode(scenario.UserFile, (UnixFileMode)mode);
        scenario.Store.Look();
        Assert.Equal(HealthStatus.Healthy, Check().Status);

        // What is not ours is not locked, and then only the file itself can be.
        File.WriteAllText(scenario.Directory.File(".ht-users.htpasswd-lock"), "another program's");
        scenario.Wait(TimeSpan.FromMinutes(1));

        HealthCheckResult result = Check();
        Assert.Equal(who is null ? HealthStatus.Healthy : HealthStatus.Degraded, result.Status);
        Assert.Equal(who, result.Data.GetValueOrDefault("blockingReaders"));
        Assert.Equal(who is not null, (result.Data.GetValueOrDefault("remedy") as string)?.Contains("chmod 600 FILE", StringComparison.Ordinal) == true);
        Assert.Equal("users.htpasswd", result.Data["file"]);
        Assert.DoesNotContain(scenario.Directory.Path, result.Description, StringComparison.Ordinal);

        File.Delete(scenario.Directory.File(".ht-users.htpasswd-lock"));
        scenario.Wait(TimeSpan.FromMinutes(1));
        Assert.Equal(HealthStatus.Healthy, Check().Status);

        HealthCheckResult Check() => CredentialStoreHealthCheck.Check(scenario.Store.Status, scenario.Time.GetUtcNow());
    }

    private static WatchedCredentialStore StoreOf(TestSite site) =>
        (WatchedCredentialStore)site.App.Services.GetRequiredService<HtpasswdSchemes>().Get(HtpasswdDefaults.AuthenticationScheme).Stores.Users;

    private static async Task<HealthReportEntry> CheckAsync(TestSite site)
    {
        await site.StartAsync();
        HealthReport report = await site.App.Services.GetRequiredService<HealthCheckService>().CheckHealthAsync();
        return report.Entries["htpasswd"];
    }
}
