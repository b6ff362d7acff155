using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.Extensions.DependencyInjection;

namespace HtpasswdAuth.Tests;

/// <summary>The health of a site as JSON, for whoever has to act on it.</summary>
public sealed class HtpasswdHealthReportTests
{
    [Fact]
    public async Task Lost_file_is_named_with_its_state_and_a_remedy_and_without_its_path()
    {
        await using var site = new TestSite
        {
            Services = services => services.AddHealthChecks().AddHtpasswd(),
            Pipeline = app => app.UseHealthChecks("/health", new HealthCheckOptions { ResponseWriter = HtpasswdHealthReport.WriteAsync }),
        };
        await site.StartAsync();
        File.Delete(site.UserFile);
        ((WatchedCredentialStore)site.App.Services.GetRequiredService<HtpasswdSchemes>().Get(HtpasswdDefaults.AuthenticationScheme).Stores.Users).Look();

        HttpResponseMessage response = await site.GetAsync(path: "/health");
        string text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

        Assert.Equal(200, (int)response.StatusCode);
        Assert.Equal("application/json", response.Content.Headers.ContentType!.MediaType);
        JsonElement report = JsonDocument.Parse(text).RootElement;
        Assert.Equal("Degraded", report.GetProperty("status").GetString());
        JsonElement data = report.GetProperty("checks").GetProperty("htpasswd").GetProperty("data");
        Assert.Equal("users.htpasswd", data.GetProperty("file").GetString());
        Assert.Equal("gone", data.GetProperty("state").GetString());
        Assert.Contains("Restore the file", data.GetProperty("remedy").GetString(), StringComparison.Ordinal);
        Assert.Equal(1, data.GetProperty("users").GetInt32());
        Assert.DoesNotContain(Path.GetDirectoryName(site.UserFile)!, text, StringComparison.Ordinal);
    }
}
