using System.Net;
using HtpasswdAuth.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace HtpasswdAuth.Tests;

/// <summary>The group file of a Digest scheme.</summary>
public sealed class DigestGroupTests
{
    [Theory]
    [InlineData("admins: bob alice\n", HttpStatusCode.OK)]
    [InlineData("admins: bob\nothers: alice\n", HttpStatusCode.Forbidden)]
    public async Task Members_of_the_group_alone_get_in(string groups, HttpStatusCode status)
    {
        await using var site = Site(groups);

        Assert.Equal(status, await site.StatusAsync("/group"));
        Assert.Equal(HttpStatusCode.OK, await site.StatusAsync());
    }

    [Fact]
    public async Task Second_factor_and_basic_have_the_groups_too()
    {
        await using var site = Site("admins: alice\n", options => options.AllowBasic = true, SecondFactorMode.Required);
        string basic = TestSite.Basic(DigestResponse.SiteUser, DigestResponse.SitePassword);

        Assert.Equal(HttpStatusCode.OK, await site.StatusAsync("/group", site.Code));
        using HttpResponseMessage answer = await site.SendOnceAsync(HttpMethod.Get, "/group", content: null, basic, []);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Fact]
    public async Task Changed_file_takes_effect_for_who_goes_on_with_a_nonce()
    {
        await using var site = Site("admins: alice\n");
        Assert.Equal(HttpStatusCode.OK, await site.StatusAsync("/group"));

        await File.WriteAllTextAsync(site.PathOf("groups"), "admins: nobody\n", TestContext.Current.CancellationToken);

        await Eventually.IsTrueAsync(
            async () =>
            {
                site.Time.Advance(TimeSpan.FromSeconds(1));
                return await site.StatusAsync("/group") == HttpStatusCode.Forbidden;
            },
            "the group file to take effect");
    }

    [Fact]
    public async Task Missing_file_means_no_groups_and_a_degraded_site()
    {
        await using var site = Site(groups: null);

        Assert.Equal(HttpStatusCode.Forbidden, await site.StatusAsync("/group"));
        Assert.Equal(HttpStatusCode.OK, await site.StatusAsync());
        HealthReport report = await site.Provider.GetRequiredService<HealthCheckService>().CheckHealthAsync(TestContext.Current.CancellationToken);
        Assert.Equal(HealthStatus.Degraded, report.Status);
        Assert.Contains("nobody is in a group", report.Entries["htdigest"].Description, StringComparison.Ordinal);
        Assert.Contains("accountsServed", report.Entries["htdigest"].Data.Keys);
    }

    private static DigestFactorSite Site(string? groups, Action<HtdigestOptions>? options = null, SecondFactorMode mode = SecondFactorMode.None) => new(mode)
    {
        Options = all =>
        {
            all.GroupFile = "groups";
            options?.Invoke(all);
        },
        Files = directory =>
        {
            if (groups is not null)
            {
                directory.Write("groups", groups);
            }
        },
        Services = services => services.AddHealthChecks().AddHtdigest(),
    };
}
