using System.Globalization;
using HtpasswdAuth.Testing;

namespace HtpasswdAuth.Interop.Tests;

/// <summary>What the running sample's files are worth: after a restart, to a second process, and when they cannot be written.</summary>
public sealed class TwoFactorFilesTests
{
    private const string Sample = "TwoFactorSite";
    private const int Parallel = 64;

    [Fact]
    public async Task Restart_keeps_sessions_and_spent_codes()
    {
        using SampleFiles files = new(Sample);
        Phone phone = Phone.Enrol(files.Otp, "grace");
        using TwoFactorVisitor grace = TwoFactorVisitor.Grace();
        using TwoFactorVisitor elsewhere = TwoFactorVisitor.Grace();
        string code = phone.NewCode();
        await using (SampleSite site = await SampleSite.StartAsync(files))
        {
            grace.Enter(site, code);
        }

        await using SampleSite again = await SampleSite.StartAsync(files);

        Assert.True(grace.IsIn(again));
        Assert.Equal(422, elsewhere.GiveCode(again, code).Status);
        elsewhere.Enter(again, phone.NewCode());
    }

    [Fact]
    public async Task Of_64_requests_with_one_code_at_two_processes_one_gets_in()
    {
        using SampleFiles files = new(Sample);
        Phone phone = Phone.Enrol(files.Otp, "grace");
        await using SampleSite one = await SampleSite.StartAsync(files);
        await using SampleSite other = await SampleSite.StartAsync(files);
        using TwoFactorVisitor grace = TwoFactorVisitor.Grace();
        Assert.All((SampleSite[])[one, other], site => Assert.Equal(200, grace.Browser.Get(site.Url + "/crew").Status));
        string ports = string.Join(',', new Uri(one.Url).Port, new Uri(other.Url).Port);

        ToolResult result = ExternalTool.Run(
            "curl",
            [
                "--silent", "--noproxy", "*", "--parallel", "--parallel-immediate", "--parallel-max", Parallel.ToString(CultureInfo.InvariantCulture),
                "--user", "grace:forfarshire-1838", "--header", $"X-Htpasswd-OTP: {phone.NewCode()}", "--output", "/dev/null", "--write-out", "%{http_code}\n",
                $"http://127.0.0.1:{{{ports}}}/cashbox?n=[1-{Parallel / 2}]",
            ]);

        int[] statuses = [.. result.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => int.Parse(line, CultureInfo.InvariantCulture))];
        Assert.Equal(Parallel, statuses.Length);
        Assert.Single(statuses, 200);
        Assert.Equal(Parallel - 1, statuses.Count(status => status == 403));
    }

    [Fact]
    public async Task Session_begun_at_one_process_is_one_at_the_other()
    {
        using SampleFiles files = new(Sample);
        Phone phone = Phone.Enrol(files.Otp, "grace");
        await using SampleSite one = await SampleSite.StartAsync(files);
        await using SampleSite other = await SampleSite.StartAsync(files);
        using TwoFactorVisitor grace = TwoFactorVisitor.Grace();

        grace.Enter(one, phone.NewCode());
        Assert.True(grace.IsIn(other));
        grace.Browser.Submit(other.Url + "/account/sign-out", grace.Browser.Navigate(other.Url + "/account/sign-out"), ("everywhere", "true"));

        await Eventually.IsTrueAsync(() => !grace.IsIn(one), "the other process to know of the sign-out");
    }

    [Fact]
    public async Task State_that_cannot_be_written_lets_no_code_in_until_it_can()
    {
        using SampleFiles files = new(Sample);
        Phone phone = Phone.Enrol(files.Otp, "grace");
        await using SampleSite site = await SampleSite.StartAsync(files);
        using TwoFactorVisitor grace = TwoFactorVisitor.Grace();
        using TwoFactorVisitor elsewhere = TwoFactorVisitor.Grace();
        grace.Enter(site, phone.NewCode());
        string code = phone.NewCode();

        using (ReadOnlyFile.Protect(files.Otp.State))
        {
            await AssertClosedAsync(site, elsewhere, code);
            Assert.True(grace.IsIn(site));
        }

        elsewhere.Enter(site, code);
    }

    [Fact]
    public async Task Full_disk_lets_no_code_in_until_there_is_space()
    {
        using SampleFiles files = new(Sample);
        using TempDirectory mountPoint = new();
        using IDisposable mounted = SmallDisk.Mount(mountPoint.Path);
        string filling = mountPoint.File("filling");
        Phone phone = Phone.Enrol(files.Otp, "grace");
        await using SampleSite site = await SampleSite.StartAsync(
            files, $"--Authentication:Schemes:Htpasswd:SecondFactor:StateFile={mountPoint.File("state")}");
        using TwoFactorVisitor grace = TwoFactorVisitor.Grace();
        using TwoFactorVisitor elsewhere = TwoFactorVisitor.Grace();
        grace.Enter(site, phone.NewCode());
        string code = phone.NewCode();

        Assert.Throws<IOException>(() => File.WriteAllBytes(filling, new byte[1 << 20]));
        await AssertClosedAsync(site, elsewhere, code);
        Assert.True(grace.IsIn(site));

        File.Delete(filling);
        elsewhere.Enter(site, code);
    }

    /// <summary>Nobody is told that the code was wrong, and the administrator is told what to do.</summary>
    private static async Task AssertClosedAsync(SampleSite site, TwoFactorVisitor visitor, string code)
    {
        CurlAnswer refused = visitor.GiveCode(site, code);
        Assert.Equal(503, refused.Status);
        Assert.Contains("This is not possible right now.", refused.Body, StringComparison.Ordinal);
        Assert.Equal(503, visitor.Browser.Get(site.Url + TwoFactorVisitor.Cashbox, $"X-Htpasswd-OTP: {code}").Status);
        Assert.False(visitor.IsIn(site));
        await Eventually.IsTrueAsync(() => site.Output.Contains("Check its owner and mode", StringComparison.Ordinal), "the advice in the log");
    }
}
