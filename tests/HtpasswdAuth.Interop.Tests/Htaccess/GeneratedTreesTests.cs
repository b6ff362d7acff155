namespace HtpasswdAuth.Interop.Tests;

/// <summary>
/// No request to any of 5,000 generated trees is served that httpd refuses; as many of them as fit into a minute and a half, and all with
/// HTPASSWDAUTH_LONG.
/// </summary>
public sealed class GeneratedTreesTests(ITestOutputHelper output)
{
    private const string Seed = "features";
    private const int Batch = 500;

    private static readonly int Trees = Environment.GetEnvironmentVariable("HTPASSWDAUTH_LONG") is null ? 1_000 : 5_000;

    [Fact]
    public async Task Nothing_is_served_that_httpd_refuses()
    {
        DifferentialReport report = await DifferentialRun.CompareAsync(Trees, Batch, (number, users) => FeatureTrees.Make(number, users, Seed));

        output.WriteLine(report.Counts());
        Assert.All([200, 301, 401, 403, 404, 500, 501], status => Assert.True(report.Answered(status) > 100, $"{status}: {report.Answered(status)}"));
        Assert.True(report.Opened == 0, report.OpenedCases());
    }
}
