using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace HtpasswdAuth.Tests;

/// <summary>
/// Files of the second factor that cannot be read or written: closed, with a message that says what to do, and nothing is erased.
/// </summary>
public sealed class BrokenFilesTests
{
    private const string Broken = "not json\n";

    [Theory]
    [InlineData(SecondFactorMode.Required, "enrolments broken")]
    [InlineData(SecondFactorMode.Required, "enrolments missing though codes were accepted")]
    [InlineData(SecondFactorMode.Required, "enrolments a directory")]
    [InlineData(SecondFactorMode.Required, "state broken")]
    [InlineData(SecondFactorMode.Required, "state a directory")]
    [InlineData(SecondFactorMode.WhenEnrolled, "enrolments broken")]
    [InlineData(SecondFactorMode.WhenEnrolled, "enrolments missing though codes were accepted")]
    [InlineData(SecondFactorMode.WhenEnrolled, "enrolments a directory")]
    public async Task Unreadable_at_the_start_is_503_for_everybody(SecondFactorMode mode, string what)
    {
        await using FactorSite site = Site(mode, files => Break(files, what));
        FactorClient alice = site.Client();
        string code = site.Code(FactorSite.AliceSecret);

        foreach (FactorClient client in new[] { alice, site.Client("carol") })
        {
            HttpResponseMessage answer = await client.GetAsync("/inner");
            Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
            Assert.NotNull(answer.Headers.RetryAfter);
            Assert.Equal(HttpStatusCode.ServiceUnavailable, (await client.NavigateAsync("/inner")).StatusCode);
            Assert.Equal(HttpStatusCode.ServiceUnavailable, await client.StatusAsync("/inner", code));
        }

        Assert.Equal(HttpStatusCode.ServiceUnavailable, await alice.GiveCodeAsync(code));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, await alice.GiveRecoveryCodeAsync("AAAA-AAAA-AAAA-AAAA"));
        Assert.Equal(0, site.Reached);
        await AssertUnhealthyAsync(site, "Everybody is refused until then.");
    }

    [Theory]
    [InlineData("enrolments broken")]
    [InlineData("enrolments missing though codes were accepted")]
    public async Task Unreadable_enrolments_are_not_mistaken_for_nobody_enrolled(string what)
    {
        await using FactorSite site = Site(SecondFactorMode.StepUp, files => Break(files, what));
        FactorClient alice = site.Client();

        Assert.Equal(HttpStatusCode.OK, await alice.StatusAsync("/inner"));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, await alice.StatusAsync("/step-up"));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await alice.NavigateAsync("/step-up")).StatusCode);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await alice.NavigateAsync("/account/second-factor")).StatusCode);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await alice.NavigateAsync("/account/second-factor/enrolment")).StatusCode);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, await alice.StatusAsync("/account/app-passwords"));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await alice.PostAsync("/account/second-factor/enrolment")).StatusCode);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await alice.PostAsync("/account/recovery-codes")).StatusCode);
    }

    [Fact]
    public async Task Who_is_known_not_to_be_enrolled_needs_no_state()
    {
        await using FactorSite site = Site(SecondFactorMode.WhenEnrolled, files => Break(files, "state broken"));

        Assert.Equal(HttpStatusCode.OK, await site.Client("carol").StatusAsync("/inner"));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, await site.Client().StatusAsync("/inner"));
    }

    [Fact]
    public async Task App_password_is_not_called_wrong_where_it_cannot_be_looked_up()
    {
        AppPassword made = AppPassword.Create("alice", "backup", DateTimeOffset.UnixEpoch, out string password);
        await using FactorSite site = Site(SecondFactorMode.Required, files =>
        {
            OtpSecretsFile.Update(files.Secrets, "alice", held => held with { AppPasswords = [made] });
            File.AppendAllText(files.Secrets, Broken);
        });

        Assert.Equal(HttpStatusCode.ServiceUnavailable, await site.Client(password: password).StatusAsync("/inner"));
    }

    [Fact]
    public async Task Broken_enrolments_are_never_written_over()
    {
        await using FactorSite site = Site(SecondFactorMode.Required);
        FactorClient alice = await site.ProvedAsync();
        File.AppendAllText(site.Files.Secrets, Broken);
        byte[] before = await File.ReadAllBytesAsync(site.Files.Secrets);

        HttpResponseMessage started = await site.Client("carol").PostAsync("/account/second-factor/enrolment");
        System.Text.Json.JsonElement view = await FactorClient.ReadAsync(started);
        Assert.True(Base32.TryDecode(view.GetProperty("secret").GetString(), out byte[]? secret));
        HttpResponseMessage confirmed = await site.Client("carol").PostAsync(
            "/account/second-factor/enrolment/confirm", $$"""{"token":"{{view.GetProperty("token").GetString()}}","code":"{{site.Code(secret)}}"}""");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, confirmed.StatusCode);
        Assert.False(confirmed.Headers.Contains("Set-Cookie"));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await alice.PostAsync("/account/recovery-codes")).StatusCode);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await alice.PostAsync("/account/app-passwords", """{"name":"x"}""")).StatusCode);
        HttpResponseMessage removed = await alice.PostAsync("/account/second-factor/enrolment", $$"""{"code":"{{site.NextCode(FactorSite.AliceSecret)}}"}""", HttpMethod.Delete);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, removed.StatusCode);

        Assert.Equal(before, await File.ReadAllBytesAsync(site.Files.Secrets));
        await site.FollowAsync(async () => (await CheckAsync(site)).Status == HealthStatus.Degraded, "the broken file");
        Assert.Contains("Line 3 ", (await CheckAsync(site)).Description, StringComparison.Ordinal);

        // What was read last is served until somebody repairs it.
        Assert.Equal(HttpStatusCode.NoContent, await site.Client().GiveCodeAsync(site.NextCode(FactorSite.AliceSecret)));
    }

    [Fact]
    public async Task Broken_state_accepts_no_code_and_is_left_as_it_is()
    {
        await using FactorSite site = Site(SecondFactorMode.Required);
        FactorClient alice = await site.ProvedAsync();
        File.AppendAllText(site.Files.State, Broken);
        byte[] before = await File.ReadAllBytesAsync(site.Files.State);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, await site.Client().GiveCodeAsync(site.NextCode(FactorSite.AliceSecret)));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, await site.Client().StatusAsync("/inner", site.Code(FactorSite.AliceSecret)));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await alice.PostAsync("/account/sign-out", """{"everywhere":true}""")).StatusCode);

        Assert.Equal(before, await File.ReadAllBytesAsync(site.Files.State));
        Assert.Contains(site.Logs.Named("CodeStateUnwritable"), entry => entry.Message.Contains("no code is accepted", StringComparison.Ordinal));
        await site.FollowAsync(async () => (await CheckAsync(site)).Status == HealthStatus.Unhealthy, "the broken file");
    }

    [Fact]
    public async Task State_that_cannot_be_written_accepts_no_code_until_it_can()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Links need rights there.");
        string nowhere = "";
        await using FactorSite site = Site(SecondFactorMode.Required, files =>
        {
            nowhere = Path.Combine(Path.GetDirectoryName(files.State)!, "nowhere");
            File.CreateSymbolicLink(files.State, Path.Combine(nowhere, "state"));
        });

        foreach (string pathway in CodePathways.All)
        {
            Assert.False(await CodePathways.TryAsync(site, pathway, site.Code(FactorSite.AliceSecret)));
        }

        HttpResponseMessage form = await site.Client().FormAsync("/account/second-factor", ("code", site.Code(FactorSite.AliceSecret)));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, form.StatusCode);
        Assert.Contains("tell the administrator", await form.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        await AssertUnhealthyAsync(site, "Check its owner and mode");

        Directory.CreateDirectory(nowhere);
        Assert.Equal(HttpStatusCode.NoContent, await site.Client().GiveCodeAsync(site.Code(FactorSite.AliceSecret)));
    }

    [Fact]
    public async Task State_that_goes_missing_closes_and_its_return_opens()
    {
        await using FactorSite site = Site(SecondFactorMode.Required);
        FactorClient alice = await site.ProvedAsync();
        byte[] state = await File.ReadAllBytesAsync(site.Files.State);

        File.Delete(site.Files.State);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, await site.Client().GiveCodeAsync(site.Code(FactorSite.AliceSecret)));
        Assert.False(File.Exists(site.Files.State));
        await site.FollowAsync(async () => await alice.StatusAsync("/inner") == HttpStatusCode.ServiceUnavailable, "the loss");
        await AssertUnhealthyAsync(site, "restore it");

        await File.WriteAllBytesAsync(site.Files.State, state);
        await site.FollowAsync(async () => await alice.StatusAsync("/inner") == HttpStatusCode.OK, "its return");
        Assert.Equal(HttpStatusCode.NoContent, await site.Client().GiveCodeAsync(site.NextCode(FactorSite.AliceSecret)));
    }

    private static FactorSite Site(SecondFactorMode mode, Action<OtpFiles>? change = null) =>
        new(mode, options => options.AllowPasswordWithCode = true, files: directory => change?.Invoke(OtpFiles.Beside(Path.Combine(directory, "users.htpasswd"))))
        {
            Services = services => services.AddHealthChecks().AddHtpasswd(),
        };

    private static void Break(OtpFiles files, string what)
    {
        switch (what)
        {
            case "enrolments broken": File.AppendAllText(files.Secrets, Broken); break;
            case "state broken": File.AppendAllText(files.State, Broken); break;
            case "enrolments a directory": Replace(files.Secrets); break;
            case "state a directory": Replace(files.State); break;
            default:
                OtpStateFile.Update(files.State, "alice", state => state.WithAccepted("0123456789abcdef0123456789abcdef", 1, device: null));
                File.Delete(files.Secrets);
                break;
        }
    }

    private static void Replace(string path)
    {
        File.Delete(path);
        Directory.CreateDirectory(path);
    }

    private static async Task<HealthReportEntry> CheckAsync(FactorSite site)
    {
        HealthReport report = await site.Site.App.Services.GetRequiredService<HealthCheckService>().CheckHealthAsync();
        return report.Entries["htpasswd"];
    }

    private static async Task AssertUnhealthyAsync(FactorSite site, string advice)
    {
        HealthReportEntry entry = await CheckAsync(site);
        Assert.Equal(HealthStatus.Unhealthy, entry.Status);
        Assert.Contains(advice, entry.Description, StringComparison.Ordinal);
        Assert.DoesNotContain(site.Directory, entry.Description, StringComparison.Ordinal);
    }
}
