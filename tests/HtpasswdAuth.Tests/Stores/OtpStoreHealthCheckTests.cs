using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace HtpasswdAuth.Tests;

public sealed class OtpStoreHealthCheckTests
{
    private static readonly HealthCheckResult Users = HealthCheckResult.Healthy("1 users.", new Dictionary<string, object> { ["users"] = 1 });

    [Fact]
    public void Good_files_add_numbers_and_ages()
    {
        using var scenario = new OtpStoreScenario();
        scenario.CountByAnother();
        scenario.AddByAnother("alice");
        scenario.Look();
        scenario.Time.Advance(TimeSpan.FromSeconds(90));

        HealthCheckResult result = Check(scenario, Users);

        Assert.Equal(HealthStatus.Healthy, result.Status);
        Assert.Equal("1 users.", result.Description);
        Assert.Equal(1, result.Data["users"]);
        Assert.Equal(1, result.Data["enrolments"]);
        Assert.Equal(90.0, result.Data["enrolmentsAgeSeconds"]);
        Assert.Equal(90.0, result.Data["secondFactorStateAgeSeconds"]);
        Assert.Equal(true, result.Data["secondFactorStateWritable"]);
    }

    [Fact]
    public void Problem_of_the_password_file_stays_the_worst()
    {
        using var scenario = new OtpStoreScenario();
        scenario.Look();

        Assert.Equal(HealthStatus.Degraded, Check(scenario, HealthCheckResult.Degraded("1 lines have problems.")).Status);
        Assert.Equal(HealthStatus.Unhealthy, Check(scenario, HealthCheckResult.Unhealthy("Gone.")).Status);
    }

    [Fact]
    public void Problem_of_either_file_is_unhealthy_and_names_no_path()
    {
        foreach (Func<OtpStoreScenario, string> path in (Func<OtpStoreScenario, string>[])[scenario => scenario.StatePath, scenario => scenario.SecretsPath])
        {
            using var scenario = new OtpStoreScenario();
            File.WriteAllText(path(scenario), "not json\n");
            scenario.Look();

            HealthCheckResult result = Check(scenario, Users);

            Assert.Equal(HealthStatus.Unhealthy, result.Status);
            Assert.Contains("is broken", result.Description, StringComparison.Ordinal);
            Assert.DoesNotContain(scenario.Directory.Path, result.Description, StringComparison.Ordinal);
        }
    }

    private static HealthCheckResult Check(OtpStoreScenario scenario, HealthCheckResult users) =>
        OtpStoreHealthCheck.Add(users, scenario.Secrets.Status, scenario.State.Status, allNeedCodes: false, scenario.Time.GetUtcNow());
}
