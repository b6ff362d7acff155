using System.Security.Cryptography;
using System.Text;
using HtpasswdAuth.Testing;

namespace HtpasswdAuth.Interop.Tests;

/// <summary>curl signs in by Digest with codes of oathtool, at a real server.</summary>
public sealed class DigestSecondFactorTests
{
    private const string Realm = "Club house";

    [Fact]
    public async Task Curl_gives_a_code_once_and_goes_on_with_its_cookie()
    {
        using var directory = new TempDirectory();
        await using DigestSite site = await StartAsync(directory);
        Phone phone = EnrolAlice(directory);
        string jar = directory.File("jar");
        string code = phone.NewCode();

        Assert.Equal("403", await StatusAsync(site.Url, jar, "403"));
        Assert.Equal("401", Curl(site.Url, jar, "alice:wrong", "--header", $"X-Htpasswd-OTP: {code}"));
        Assert.Equal("200", Curl(site.Url, jar, "alice:secret", "--header", $"X-Htpasswd-OTP: {code}"));
        Assert.Equal("200", Curl(site.Url, jar, "alice:secret"));
        Assert.Equal("401", Curl(site.Url, jar, "alice:wrong"));

        string other = directory.File("other");
        Assert.Equal("403", Curl(site.Url, other, "alice:secret", "--header", $"X-Htpasswd-OTP: {code}"));
        Assert.Equal("403", Curl(site.Url, other, "alice:secret"));
    }

    [Fact]
    public async Task Curl_gives_the_code_at_the_account()
    {
        using var directory = new TempDirectory();
        await using DigestSite site = await StartAsync(directory);
        Phone phone = EnrolAlice(directory);
        string jar = directory.File("jar");
        string address = new Uri(new Uri(site.Url), "/account/second-factor").ToString();
        string code = phone.NewCode();

        Assert.Equal("403", await StatusAsync(site.Url, jar, "403"));
        Assert.Equal("204", Curl(address, jar, "alice:secret", "--header", "Content-Type: application/json", "--data", $$"""{"code":"{{code}}"}"""));
        Assert.Equal("200", Curl(site.Url, jar, "alice:secret"));
    }

    private static Task<DigestSite> StartAsync(TempDirectory directory)
    {
        string hash = Convert.ToHexStringLower(MD5.HashData(Encoding.UTF8.GetBytes($"alice:{Realm}:secret")));
        string users = directory.Write("users", $"alice:{Realm}:{hash}\n");
        return DigestSite.StartAsync(users, Realm, options =>
        {
            options.PollInterval = TimeSpan.FromMilliseconds(100);
            options.SecondFactor.Mode = SecondFactorMode.WhenEnrolled;
            options.SecondFactor.AllowInsecureForDevelopment = true;
        });
    }

    private static Phone EnrolAlice(TempDirectory directory) => Phone.Enrol(directory.File("users"), "alice");

    /// <summary>The site follows its files in a moment.</summary>
    private static async Task<string> StatusAsync(string url, string jar, string awaited)
    {
        string status = "";
        await Eventually.IsTrueAsync(
            () =>
            {
                status = Curl(url, jar, "alice:secret");
                return Task.FromResult(status == awaited);
            },
            $"status {awaited}");
        return status;
    }

    private static string Curl(string url, string jar, string userAndPassword, params string[] more) => ExternalTool.Run(
        "curl",
        [
            "--silent", "--noproxy", "*", "--digest", "--cookie", jar, "--cookie-jar", jar, .. more,
            "--output", "/dev/null", "--write-out", "%{http_code}", "--user", userAndPassword, url,
        ]).Output;
}
