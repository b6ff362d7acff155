using System.Net;
using HtpasswdAuth.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace HtpasswdAuth.Tests;

/// <summary>Endpoints marked <c>ShortCircuit()</c> that appear while the site runs answer behind the gate what they would have before it.</summary>
public sealed class LateShortCircuitTests
{
    private const string Ignored = "ShortCircuitIgnored";

    [Theory]
    [InlineData(null, 200)]
    [InlineData(404, 404)]
    [InlineData(418, 418)]
    public async Task Status_that_routing_would_have_answered_is_answered_behind_the_gate(int? marked, int answered)
    {
        using var late = new LateEndpoints(marked);
        await using var site = new TestSite
        {
            Pipeline = app =>
            {
                app.UseHtpasswd();
                ((IEndpointRouteBuilder)app).DataSources.Add(late);
            },
        };
        await site.StartAsync();

        late.Appear();

        Assert.Equal(HttpStatusCode.Unauthorized, (await site.GetAsync(path: "/late/1")).StatusCode);
        Assert.Equal(answered, (int)(await site.SignInAsync(path: "/late/1")).StatusCode);
    }

    /// <summary>Rules of <c>.htaccess</c> files need no services, and without them routing has no policy to ask.</summary>
    [Theory]
    [InlineData("routing as the application has it", null)]
    [InlineData("routing as the application has it", 418)]
    [InlineData("routing before the rules", null)]
    [InlineData("rules twice", 404)]
    [InlineData("routing before a branch with the rules", null)]
    public async Task Endpoints_that_appear_later_are_behind_htaccess_without_services(string kind, int? marked)
    {
        using var late = new LateEndpoints(marked);
        using var folder = new TempDirectory();
        using var logs = new CapturedLogs();
        folder.Write("users", $"alice:{TestSite.Sha(TestSite.Password)}\n");
        folder.Write(".htaccess", $"AuthType Basic\nAuthName x\nAuthUserFile {folder.File("users")}\nRequire valid-user\n");
        await using WebApplication app = WithoutServices(folder, logs, kind);
        ((IEndpointRouteBuilder)app).DataSources.Add(late);
        await app.StartAsync();
        HttpClient client = app.GetTestClient();
        late.Appear();

        for (int i = 1; i <= 2; i++)
        {
            HttpResponseMessage refused = await client.GetAsync($"/late/{i}");
            Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
            Assert.DoesNotContain("secret", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }

        client.DefaultRequestHeaders.Add("Authorization", TestSite.Basic(TestSite.UserName, TestSite.Password));
        HttpResponseMessage answer = await client.GetAsync("/late/3");
        Assert.Equal(marked ?? 200, (int)answer.StatusCode);
        Assert.Equal("secret 3", await answer.Content.ReadAsStringAsync());
        Assert.Single(logs.Entries, entry => entry.Event.Name == Ignored);

        // The rules end with the application, and so do the looks at their files.
        await app.StopAsync();
    }

    /// <summary>A branch knows nothing of the routing that the application puts before all of its pipeline.</summary>
    [Fact]
    public async Task Start_is_refused_where_later_endpoints_could_not_be_kept_behind_htaccess()
    {
        using var late = new LateEndpoints();
        using var folder = new TempDirectory();
        using var logs = new CapturedLogs();
        await using WebApplication fixedOnes = WithoutServices(folder, logs, "branch");
        fixedOnes.MapGet("/one", () => "one");
        fixedOnes.MapGroup("/group").MapGet("/two", () => "two");
        await fixedOnes.StartAsync();
        await using WebApplication changing = WithoutServices(folder, logs, "branch");
        ((IEndpointRouteBuilder)changing).DataSources.Add(late);

        InvalidOperationException error = await Assert.ThrowsAsync<InvalidOperationException>(() => changing.StartAsync());

        Assert.Contains("Call app.UseRouting() before the branch", error.Message, StringComparison.Ordinal);
        await fixedOnes.StopAsync();
        await changing.StopAsync();
    }

    private static WebApplication WithoutServices(TempDirectory folder, CapturedLogs logs, string kind)
    {
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ContentRootPath = folder.Path });
        builder.WebHost.UseTestServer();
        builder.Services.AddRouting();
        builder.Logging.AddProvider(logs);
        WebApplication app = builder.Build();
        if (kind.StartsWith("routing before", StringComparison.Ordinal))
        {
            app.UseRouting();
        }

        _ = kind.Contains("branch", StringComparison.Ordinal) ? app.UseWhen(_ => true, branch => branch.UseHtaccess(folder.Path)) : app.UseHtaccess(folder.Path);
        if (kind == "rules twice")
        {
            app.UseHtaccess(folder.Path);
        }

        return app;
    }
}
