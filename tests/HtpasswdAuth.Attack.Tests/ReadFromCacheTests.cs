using System.Text.RegularExpressions;

namespace HtpasswdAuth.Attack.Tests;

/// <summary>The attacker has no password and asks for what a user has just read.</summary>
public sealed partial class ReadFromCacheTests
{
    [Theory]
    [InlineData("/secret.txt")]
    [InlineData("/secret")]
    [InlineData("/asset")]
    public async Task Page_that_a_user_read_is_not_in_the_cache_of_nginx(string path)
    {
        await using AttackedSite site = await AttackedSite.StartAsync(Front.Nginx, "--ReadsForwardedHeaders=true");
        await AssertCachesAsync(site);

        for (int i = 0; i < 2; i++)
        {
            Assert.Contains(AttackedSite.Secret, await site.GetAsync(path, $"Authorization: {AttackedSite.Authorization}"), StringComparison.Ordinal);
            string answer = await site.GetAsync(path);
            Assert.StartsWith("HTTP/1.1 401", answer, StringComparison.Ordinal);
            Assert.DoesNotContain(AttackedSite.Secret, answer, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData(Front.Nginx, "/secret.txt")]
    [InlineData(Front.Nginx, "/secret")]
    [InlineData(Front.Nginx, "/asset")]
    [InlineData(Front.Kestrel, "/secret")]
    [InlineData(Front.Caddy, "/secret")]
    public async Task Page_that_a_user_read_with_a_session_of_the_form_is_in_no_cache(Front front, string path)
    {
        await using AttackedSite site = await AttackedSite.StartAsync(front, "--ReadsForwardedHeaders=true", "--Form=true");
        string session = await SignInAsync(site);

        for (int i = 0; i < 2; i++)
        {
            Assert.Contains(AttackedSite.Secret, await site.GetAsync(path, $"Cookie: {session}"), StringComparison.Ordinal);
            Assert.DoesNotContain(AttackedSite.Secret, await site.GetAsync(path), StringComparison.Ordinal);
        }
    }

    /// <summary>Or the test would show nothing.</summary>
    private static async Task AssertCachesAsync(AttackedSite site)
    {
        await site.GetAsync("/open");
        Assert.Contains("X-Cache: HIT", await site.GetAsync("/open"), StringComparison.Ordinal);
    }

    private static async Task<string> SignInAsync(AttackedSite site)
    {
        string body = $$"""{"userName":"{{AttackedSite.UserName}}","password":"{{AttackedSite.Password}}"}""";
        string answer = await site.SendAsync(
            $"POST /account/sign-in HTTP/1.1\nHost: site.example\nConnection: close\nContent-Type: application/json\nContent-Length: {body.Length}\n\n{body}");
        return Cookie().Match(answer) is { Success: true } cookie ? cookie.Groups["pair"].Value : throw new InvalidOperationException(answer);
    }

    [GeneratedRegex(@"^Set-Cookie: (?<pair>[^;\r]+)", RegexOptions.Multiline | RegexOptions.IgnoreCase)]
    private static partial Regex Cookie();
}
