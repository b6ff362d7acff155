using System.Net;
using HtpasswdAuth.Testing;

namespace HtpasswdAuth.Tests;

/// <summary>The key file goes into every cookie: it is there when a site with a second factor starts, or the site does not start.</summary>
public sealed class KeyFileAtStartTests
{
    [Theory]
    [InlineData(SecondFactorMode.Required)]
    [InlineData(SecondFactorMode.WhenEnrolled)]
    [InlineData(SecondFactorMode.StepUp)]
    public async Task Missing_key_file_is_made(SecondFactorMode mode)
    {
        await using var site = new FactorSite(mode) { Enrols = false };

        await site.Site.StartAsync();

        Assert.Equal("k1", OtpKeyRing.Load(site.Files.Keys).CurrentKeyId);
    }

    [Fact]
    public async Task Site_without_a_second_factor_has_no_key_file()
    {
        await using var site = new FactorSite(SecondFactorMode.None) { Enrols = false, Scheme = FormSite.Enable() };

        await FormSite.SignedInAsync(site);

        Assert.False(File.Exists(site.Files.Keys));
    }

    [Fact]
    public async Task Start_is_refused_where_it_is_missing_and_cannot_be_made()
    {
        await using var site = new FactorSite(SecondFactorMode.Required, options => options.KeyFile = "/proc/no-such-folder/site.otp-key") { Enrols = false };

        InvalidOperationException refused = await Assert.ThrowsAsync<InvalidOperationException>(site.Site.StartAsync);

        Assert.Contains("'Htpasswd'", refused.Message, StringComparison.Ordinal);
        Assert.EndsWith("htauth otp key /proc/no-such-folder/site.otp-key", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_is_refused_where_it_is_missing_and_nodes_share_their_stores()
    {
        await using var fleet = new FleetNodes(scheme: options => options.SecondFactor.KeyFile = "missing.otp-key");

        InvalidOperationException refused = await Assert.ThrowsAsync<InvalidOperationException>(fleet.First.Site.StartAsync);

        string path = Path.Combine(fleet.First.Directory, "missing.otp-key");
        Assert.EndsWith($"htauth otp key {path}", refused.Message, StringComparison.Ordinal);
        Assert.False(File.Exists(path));
    }

    [Fact]
    public async Task Key_file_that_is_there_may_be_read_only()
    {
        using var home = new TempDirectory();
        await using var site = new FactorSite(SecondFactorMode.Required, files: directory =>
        {
            string keys = OtpFiles.Beside(Path.Combine(directory, "users.htpasswd")).Keys;
            if (!OperatingSystem.IsWindows())
            {
                File.SetUnixFileMode(keys, UnixFileMode.UserRead);
            }
        })
        {
            Home = home,
        };

        FactorClient alice = await site.SignedInAsync();

        Assert.Equal(HttpStatusCode.OK, await alice.StatusAsync("/inner"));
    }
}
