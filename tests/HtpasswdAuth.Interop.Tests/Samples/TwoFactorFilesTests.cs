using System.Globalization;
using System.Security.Cryptography;
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
        Phone phone = Phone.Enrol(files.UserFile, "grace");
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
        Phone phone = Phone.Enrol(files.UserFile, "grace");
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
        Phone phone = Phone.Enrol(files.UserFile, "grace");
        await using SampleSite one = await SampleSite.StartAsync(files);
        await using SampleSite other = await SampleSite.StartAsync(files);
        using TwoFactorVisitor grace = TwoFactorVisitor.Grace();

        grace.Enter(one, phone.NewCode());
        Assert.True(grace.IsIn(other));
        grace.Browser.Submit(other.Url + "/account/sign-out", grace.Browser.Navigate(other.Url + "/account/sign-out"), ("everywhere", "true"));

        await Eventually.IsTrueAsync(() => !grace.IsIn(one), "the other process to know of the sign-out");
    }

    [Fact]
    public async Task Full_disk_lets_no_code_in_until_there_is_space()
    {
        using TempDirectory mountPoint = new();
        using SmallDisk mounted = SmallDisk.Mount(mountPoint.Path, "2m");
        SampleFiles files = new(Sample, mountPoint);
        Phone phone = Phone.Enrol(files.UserFile, "grace");
        await using SampleSite site = await SampleSite.StartAsync(files);
        using TwoFactorVisitor grace = TwoFactorVisitor.Grace();
        using TwoFactorVisitor elsewhere = TwoFactorVisitor.Grace();
        grace.Enter(site, phone.NewCode());
        string code = phone.NewCode();

        string filling = mountPoint.File("filling");
        Assert.Throws<IOException>(() => File.WriteAllBytes(filling, new byte[1 << 22]));
        await AssertClosedAsync(site, elsewhere, code);
        Assert.True(grace.IsIn(site));

        File.Delete(filling);
        elsewhere.Enter(site, code);
    }

    /// <summary>What the first version kept in text files: a phone, a spent code, an app password, a password that is to be changed.</summary>
    [Fact]
    public async Task Files_of_version_0_are_taken_over_at_the_first_start()
    {
        using SampleFiles files = new(Sample);
        AccountFiles old = AccountFiles.Beside(files.UserFile);
        OtpKeyRing keys = OtpKeyRing.LoadOrCreate(old.Factor.Keys);
        byte[] secret = RandomNumberGenerator.GetBytes(20);
        var phone = new Phone(secret);
        string spent = phone.NewCode();
        OtpEnrolment enrolment = OtpEnrolment.Create("grace", secret, OtpParameters.Default, TimeProvider.System.GetUtcNow(), keys);
        var backup = AppPassword.Create("grace", "backup", TimeProvider.System.GetUtcNow(), out string password);
        long step = Totp.GetStep(TimeProvider.System.GetUtcNow(), OtpParameters.Default);
        File.WriteAllBytes(
            old.Factor.Secrets, OtpSecretsFile.Empty.With(new OtpUser("grace") { Enrolment = enrolment, AppPasswords = [backup] }).ToArray());
        File.WriteAllBytes(old.Factor.State, OtpStateFile.Empty.With([new OtpUserState("grace").WithAccepted(enrolment.Id, step, device: null)]).ToArray());
        File.WriteAllBytes(old.PasswordStates, PasswordStateFile.Empty.With([new PasswordState("ida") { MustChange = true }]).ToArray());

        await using SampleSite site = await SampleSite.StartAsync(files);
        using TwoFactorVisitor grace = TwoFactorVisitor.Grace();
        using TwoFactorVisitor ida = TwoFactorVisitor.Ida();
        using CurlBrowser program = new($"grace:{password}");

        Assert.Equal(422, grace.GiveCode(site, spent).Status);
        grace.Enter(site, phone.NewCode());
        Assert.Equal(200, program.Get(site.Url + "/crew").Status);
        Assert.Equal(403, ida.Browser.Get(site.Url + "/crew").Status);
        Assert.All([old.Factor.Secrets, old.Factor.State, old.PasswordStates], path => Assert.True(!File.Exists(path) && File.Exists(path + ".imported")));
    }

    /// <summary>Nobody is told that the code was wrong, and the administrator is told what to do.</summary>
    private static async Task AssertClosedAsync(SampleSite site, TwoFactorVisitor visitor, string code)
    {
        CurlAnswer refused = visitor.GiveCode(site, code);
        Assert.Equal(503, refused.Status);
        Assert.Contains("This is not possible right now.", refused.Body, StringComparison.Ordinal);
        Assert.Equal(503, visitor.Browser.Get(site.Url + TwoFactorVisitor.Cashbox, $"X-Htpasswd-OTP: {code}").Status);
        Assert.False(visitor.IsIn(site));
        await Eventually.IsTrueAsync(() => site.Output.Contains("make room", StringComparison.Ordinal), "the advice in the log");
    }
}
