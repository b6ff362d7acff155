using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace HtpasswdAuth.Tests;

/// <summary>What a health check tells of the account database where there is no second factor.</summary>
public sealed class FormHealthTests
{
    [Fact]
    public async Task Lost_database_is_unhealthy_until_it_is_back()
    {
        await using var site = new FactorSite(SecondFactorMode.None)
        {
            Scheme = FormSite.Enable(scheme: scheme => scheme.MissingFileGrace = TimeSpan.Zero),
            Services = services => services.AddHealthChecks().AddHtpasswd(),
        };
        FactorClient alice = await FormSite.SignedInAsync(site);
        await alice.PostAsync("/account/sign-out");
        HealthCheckService health = site.Site.App.Services.GetRequiredService<HealthCheckService>();
        Assert.Equal(HealthStatus.Healthy, (await health.CheckHealthAsync()).Status);

        string database = AccountFiles.DatabaseOf(site.Site.UserFile);
        File.Move(database, database + ".away");
        await site.FollowAsync(async () => (await health.CheckHealthAsync()).Status == HealthStatus.Unhealthy, "the loss of the database");

        File.Move(database + ".away", database);
        await site.FollowAsync(async () => (await health.CheckHealthAsync()).Status == HealthStatus.Healthy, "the database");
    }
}
