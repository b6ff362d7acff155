using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace HtpasswdAuth.Tests;

public sealed class SharedHealthTests
{
    [Fact]
    public async Task Stores_that_are_well_are_healthy_and_tell_their_figures()
    {
        await using FleetNodes fleet = Checked();
        fleet.Database.Health = new StoreHealth(StoreCondition.Healthy, "", new Dictionary<string, object> { ["lagSeconds"] = 0.1 });

        HealthReportEntry entry = await CheckAsync(fleet);

        Assert.Equal(HealthStatus.Healthy, entry.Status);
        Assert.Equal((3, 0, 0.1), (entry.Data["users"], entry.Data["problems"], entry.Data["lagSeconds"]));
    }

    [Theory]
    [InlineData(StoreCondition.Degraded, HealthStatus.Degraded)]
    [InlineData(StoreCondition.Unhealthy, HealthStatus.Unhealthy)]
    public async Task What_the_stores_say_of_themselves_is_said(StoreCondition condition, HealthStatus expected)
    {
        await using FleetNodes fleet = Checked();
        fleet.Database.Health = new StoreHealth(condition, "The database cannot be reached.", new Dictionary<string, object>());

        HealthReportEntry entry = await CheckAsync(fleet);

        Assert.Equal(expected, entry.Status);
        Assert.EndsWith("The database cannot be reached.", entry.Description, StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_users_to_serve_is_unhealthy_whatever_the_stores_say()
    {
        await using FleetNodes fleet = Checked();
        await fleet.First.Site.StartAsync();
        fleet.Database.IsAway = true;
        fleet.Time.Advance(SharedDatabase.StaleLimit);

        Assert.Equal(HealthStatus.Unhealthy, (await CheckAsync(fleet)).Status);
    }

    [Fact]
    public async Task Key_file_that_is_missing_is_unhealthy_and_is_not_made()
    {
        await using FleetNodes fleet = Checked();
        fleet.Database.Secrets = OtpSecretsFile.Empty;
        await fleet.First.Site.StartAsync();
        File.Delete(fleet.First.Files.Keys);

        HealthReportEntry entry = await CheckAsync(fleet);

        Assert.Equal(HealthStatus.Unhealthy, entry.Status);
        Assert.Contains("The key file cannot be read", entry.Description, StringComparison.Ordinal);
        FactorClient carol = fleet.First.Client("carol");
        await FactorClient.ReadAsync(await carol.PostAsync("/account/second-factor/enrolment"));
        Assert.False(File.Exists(fleet.First.Files.Keys));
    }

    private static FleetNodes Checked() => new() { Services = services => services.AddHealthChecks().AddHtpasswd() };

    private static async Task<HealthReportEntry> CheckAsync(FleetNodes fleet)
    {
        await fleet.First.Site.StartAsync();
        HealthReport report = await fleet.First.Site.App.Services.GetRequiredService<HealthCheckService>().CheckHealthAsync();
        return report.Entries["htpasswd"];
    }
}
