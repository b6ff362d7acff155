using System.Net;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace HtpasswdAuth.Tests;

/// <summary>Without the key that secrets are encrypted under, no code can be checked, and none is accepted.</summary>
public sealed class KeyFileTests
{
    [Theory]
    [InlineData("missing")]
    [InlineData("empty")]
    [InlineData("broken")]
    [InlineData("a directory")]
    [InlineData("another one")]
    public async Task Missing_or_wrong_key_accepts_no_code_and_says_so(string what)
    {
        await using FactorSite site = Site(files => Break(files.Keys, what));
        FactorClient alice = site.Client();
        byte[] secrets = await ReadAsync(site);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, await alice.GiveCodeAsync(site.Code(FactorSite.AliceSecret)));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, await alice.StatusAsync("/inner", site.Code(FactorSite.AliceSecret)));
        Assert.Equal(HttpStatusCode.Forbidden, await alice.StatusAsync("/inner"));

        Assert.Contains(site.Logs.Entries, entry => entry.Event.Name is "KeyFileUnreadable" or "SecretUnreadable");
        HealthReport report = await site.Site.App.Services.GetRequiredService<HealthCheckService>().CheckHealthAsync();
        Assert.Equal(HealthStatus.Unhealthy, report.Entries["htpasswd"].Status);
        Assert.Contains("put it back", report.Entries["htpasswd"].Description, StringComparison.Ordinal);
        Assert.Equal(0, site.State("alice").Failures.Count);
        Assert.Equal(secrets, await ReadAsync(site));
    }

    [Fact]
    public async Task Key_file_is_not_made_anew_where_somebody_is_enrolled()
    {
        await using FactorSite site = Site(files => File.Delete(files.Keys));

        HttpResponseMessage begun = await site.Client("carol").PostAsync("/account/second-factor/enrolment");

        Assert.Equal(HttpStatusCode.ServiceUnavailable, begun.StatusCode);
        Assert.False(File.Exists(site.Files.Keys));
    }

    [Fact]
    public async Task Key_that_is_put_back_is_used_without_a_restart()
    {
        byte[] keys = [];
        await using FactorSite site = Site(files =>
        {
            keys = File.ReadAllBytes(files.Keys);
            File.Delete(files.Keys);
        });
        Assert.Equal(HttpStatusCode.ServiceUnavailable, await site.Client().GiveCodeAsync(site.Code(FactorSite.AliceSecret)));

        await File.WriteAllBytesAsync(site.Files.Keys, keys);

        Assert.Equal(HttpStatusCode.NoContent, await site.Client().GiveCodeAsync(site.Code(FactorSite.AliceSecret)));
    }

    [Fact]
    public async Task Session_that_is_there_goes_on_without_the_key()
    {
        await using FactorSite site = Site(_ => { });
        FactorClient alice = await site.SignedInAsync();

        File.Delete(site.Files.Keys);

        Assert.Equal(HttpStatusCode.OK, await alice.StatusAsync("/inner"));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, await site.Client().GiveCodeAsync(site.NextCode(FactorSite.AliceSecret)));
    }

    [Fact]
    public async Task First_start_of_a_site_makes_the_key_for_its_owner_alone()
    {
        await using var site = new FactorSite(SecondFactorMode.Required) { Enrols = false };
        FactorClient carol = site.Client("carol");
        await site.Site.StartAsync();
        byte[] made = await File.ReadAllBytesAsync(site.Files.Keys);

        JsonElement started = await FactorClient.ReadAsync(await carol.PostAsync("/account/second-factor/enrolment"));
        Assert.Equal(HttpStatusCode.OK, (await ConfirmAsync(site, carol, started)).StatusCode);

        Assert.Equal(HttpStatusCode.OK, await carol.StatusAsync("/inner"));
        Assert.Equal(made, await File.ReadAllBytesAsync(site.Files.Keys));
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        foreach (string file in new[] { site.Files.Keys, AccountFiles.DatabaseOf(site.Site.UserFile) })
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
        }
    }

    [Fact]
    public async Task Ticket_on_a_site_where_nobody_is_enrolled_needs_no_key_yet()
    {
        string ticket = "";
        await using var site = new FactorSite(
            SecondFactorMode.Required,
            options => options.RequireEnrolmentTicket = true,
            files: directory => AccountKeeping.ChangeUser(AccountKeeping.In(directory), "carol", held => held with
            {
                Ticket = EnrolmentTicket.Create("carol", DateTimeOffset.MaxValue, out ticket),
            }))
        {
            Enrols = false,
            Services = services => services.AddHealthChecks().AddHtpasswd(),
        };
        FactorClient carol = site.Client("carol");
        await site.Site.StartAsync();
        HealthReport report = await site.Site.App.Services.GetRequiredService<HealthCheckService>().CheckHealthAsync();

        JsonElement started = await FactorClient.ReadAsync(await carol.PostAsync("/account/second-factor/enrolment", $$"""{"ticket":"{{ticket}}"}"""));

        Assert.Equal(HttpStatusCode.OK, (await ConfirmAsync(site, carol, started)).StatusCode);
        Assert.Equal(HealthStatus.Healthy, report.Status);
    }

    private static async Task<HttpResponseMessage> ConfirmAsync(FactorSite site, FactorClient client, JsonElement started)
    {
        Assert.True(Base32.TryDecode(started.GetProperty("secret").GetString(), out byte[]? secret));
        return await client.PostAsync(
            "/account/second-factor/enrolment/confirm", $$"""{"token":"{{started.GetProperty("token").GetString()}}","code":"{{site.Code(secret)}}"}""");
    }

    private static FactorSite Site(Action<OtpFiles> change) =>
        new(SecondFactorMode.Required, files: directory => change(OtpFiles.Beside(Path.Combine(directory, "users.htpasswd"))))
        {
            Services = services => services.AddHealthChecks().AddHtpasswd(),
        };

    private static async Task<byte[]> ReadAsync(FactorSite site)
    {
        await site.Site.StartAsync();
        return site.Secrets.ToArray();
    }

    private static void Break(string path, string what)
    {
        File.Delete(path);
        switch (what)
        {
            case "empty": File.WriteAllText(path, ""); break;
            case "broken": File.WriteAllText(path, "k1:not base64\n"); break;
            case "a directory": Directory.CreateDirectory(path); break;
            case "another one": OtpKeyRing.LoadOrCreate(path); break;
        }
    }
}
