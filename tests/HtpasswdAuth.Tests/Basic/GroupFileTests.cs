using System.Net;
using HtpasswdAuth.Testing;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;

namespace HtpasswdAuth.Tests;

public sealed class GroupFileTests
{
    [Fact]
    public async Task Members_have_their_groups_as_roles()
    {
        await using TestSite site = Site("admins: alice\nstaff: bob alice\n");

        string claims = await (await site.SignInAsync()).Content.ReadAsStringAsync();

        Assert.Contains("role=admins\nrole=staff", claims, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await site.SignInAsync(path: "/group")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await site.SignInAsync(path: "/role")).StatusCode);
    }

    [Fact]
    public async Task Others_are_refused()
    {
        await using TestSite site = Site("admins: bob\n");

        Assert.Equal(HttpStatusCode.Forbidden, (await site.SignInAsync(path: "/group")).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await site.SignInAsync(path: "/role")).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await site.GetAsync(path: "/group")).StatusCode);
    }

    [Fact]
    public async Task Changed_file_takes_effect_for_who_is_signed_in_already()
    {
        await using TestSite site = Site("admins: alice\n");
        Assert.Equal(HttpStatusCode.OK, (await site.SignInAsync(path: "/group")).StatusCode);

        await File.WriteAllTextAsync(GroupFile(site), "admins: nobody\n");
        await StatusBecomesAsync(site, HttpStatusCode.Forbidden);
        await File.WriteAllTextAsync(GroupFile(site), "admins: alice\n");

        await StatusBecomesAsync(site, HttpStatusCode.OK);
    }

    [Fact]
    public async Task Same_snapshot_gives_the_same_answer_object()
    {
        using var directory = new TempDirectory();
        string path = directory.Write("groups", "admins: alice\n");
        using var file = new WatchedGroupFile(new WatchedFileSettings(path), new FakeTimeProvider(), Microsoft.Extensions.Logging.Abstractions.NullLogger.Instance);
        file.Start();
        using var roles = new GroupRoles(file, "Htpasswd", null);
        var alice = new VerifiedUser("alice", false, default, new TicketFactory("Htpasswd", null).Create("alice"));
        var bob = new VerifiedUser("bob", false, default, new TicketFactory("Htpasswd", null).Create("bob"));

        Assert.Same(roles.AddTo(alice), roles.AddTo(alice));
        Assert.True(roles.AddTo(alice).Result.Principal!.IsInRole("admins"));
        Assert.False(alice.Result.Principal!.IsInRole("admins"));
        Assert.Same(bob, roles.AddTo(bob));
        await Task.CompletedTask;
    }

    [Fact]
    public async Task Missing_file_means_no_groups_and_a_degraded_site()
    {
        await using TestSite site = Site(null);

        Assert.Equal(HttpStatusCode.Forbidden, (await site.SignInAsync(path: "/group")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await site.SignInAsync()).StatusCode);
        Assert.NotEmpty(site.Logs.Named(nameof(EventIds.GroupFileClosed)));
        HealthReport report = await site.App.Services.GetRequiredService<HealthCheckService>().CheckHealthAsync();
        Assert.Equal(HealthStatus.Degraded, report.Status);
        Assert.Contains("nobody is in a group", report.Entries["htpasswd"].Description, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Deleted_file_counts_for_a_moment_and_then_nobody_is_in_a_group()
    {
        await using TestSite site = Site("admins: alice\n");
        Assert.Equal(HttpStatusCode.OK, (await site.SignInAsync(path: "/group")).StatusCode);

        File.Delete(GroupFile(site));

        await StatusBecomesAsync(site, HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task File_under_the_web_root_is_refused_at_start()
    {
        await using var site = new TestSite
        {
            Files = directory => Directory.CreateDirectory(Path.Combine(directory, "wwwroot")),
            Options = options => options.GroupFile = "wwwroot/groups",
        };

        OptionsValidationException refused = await Assert.ThrowsAsync<OptionsValidationException>(site.StartAsync);
        Assert.Contains("GroupFile lies under the web root", refused.Message, StringComparison.Ordinal);
    }

    private static string GroupFile(TestSite site) => Path.Combine(Path.GetDirectoryName(site.UserFile)!, "groups");

    private static Task StatusBecomesAsync(TestSite site, HttpStatusCode status) => Eventually.IsTrueAsync(
        async () =>
        {
            site.Time.Advance(TimeSpan.FromSeconds(1));
            return (await site.SignInAsync(path: "/group")).StatusCode == status;
        },
        $"the group file to make it {status}");

    private static TestSite Site(string? groups) => new()
    {
        Files = directory =>
        {
            if (groups is not null)
            {
                File.WriteAllText(Path.Combine(directory, "groups"), groups);
            }
        },
        Options = options => options.GroupFile = "groups",
        Services = services => services.AddHealthChecks().AddHtpasswd(),
        Pipeline = app =>
        {
            app.MapGet("/group", static () => "in").RequireGroup("admins");
            app.MapGet("/role", static () => "in").RequireAuthorization(new AuthorizeAttribute { Roles = "admins" });
        },
    };
}
