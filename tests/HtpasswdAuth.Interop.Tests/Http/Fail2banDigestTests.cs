using System.Security.Cryptography;
using System.Text;
using HtpasswdAuth.Testing;

namespace HtpasswdAuth.Interop.Tests;

/// <summary>The log lines of Digest, read by fail2ban with both filters.</summary>
public sealed class Fail2banDigestTests : IDisposable
{
    private const string Realm = "Club house";

    private readonly TempDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Theory]
    [InlineData("alice", "wrong")]
    [InlineData("nobody", "wrong")]
    [InlineData("jürgen", "wrong")]
    [InlineData("alice", "right", 0)]

    // Names made up to have somebody else locked out.
    [InlineData("x] [client 203.0.113.9] user y", "wrong")]
    [InlineData("x' in realm `z' not found] [client 203.0.113.9] user `y", "wrong")]
    public async Task Failed_sign_in_is_matched_with_the_right_host(string userName, string password, int matches = 1)
    {
        await using DigestSite site = await StartAsync();

        Assert.Equal(password == "right" ? 200 : 401, await SendAsync(site, userName, password, await ChallengeAsync(site)));

        Assert.Equal(Enumerable.Repeat("127.0.0.1", matches), Fail2banFilter.HostsInLogOf(site.Logs.Messages));
    }

    [Fact]
    public async Task Who_was_never_asked_or_has_an_old_nonce_is_not_counted()
    {
        await using DigestSite site = await StartAsync();
        DigestChallenge challenge = await ChallengeAsync(site);
        int[] statuses =
        [
            await SendAsync(site, "alice", "right", challenge),
            await SendAsync(site, "alice", "right", challenge),
            await SendAsync(site, "alice", "right", challenge with { Nonce = new string('A', challenge.Nonce.Length) }),
        ];

        Assert.Equal([200, 401, 401], statuses);
        Assert.Empty(Fail2banFilter.HostsInLogOf(site.Logs.Messages));
    }

    [Fact]
    public async Task Guesses_are_matched_and_what_the_throttle_refuses_is_not_counted_again()
    {
        await using DigestSite site = await StartAsync(options => options.AttemptThrottle.FailuresPerUser = 2);
        List<int> statuses = [];
        for (int i = 0; i < 4; i++)
        {
            statuses.Add(await SendAsync(site, "alice", $"guess {i}", await ChallengeAsync(site)));
        }

        Assert.Equal([401, 401, 429, 429], statuses);
        Assert.Equal(["127.0.0.1", "127.0.0.1"], Fail2banFilter.HostsInLogOf(site.Logs.Messages));
    }

    private Task<DigestSite> StartAsync(Action<HtdigestOptions>? configure = null)
    {
        string hash = Convert.ToHexStringLower(MD5.HashData(Encoding.UTF8.GetBytes($"alice:{Realm}:right")));
        return DigestSite.StartAsync(_directory.Write("users", $"alice:{Realm}:{hash}\n"), Realm, configure);
    }

    private static async Task<DigestChallenge> ChallengeAsync(DigestSite site)
    {
        using HttpResponseMessage answer = await AskAsync(site, authorization: null);
        return Assert.IsType<DigestChallenge>(DigestChallenge.In(answer.Headers.ToString()));
    }

    private static async Task<int> SendAsync(DigestSite site, string userName, string password, DigestChallenge challenge)
    {
        using HttpResponseMessage answer = await AskAsync(site, challenge.Answer("GET", new Uri(site.Url).PathAndQuery, userName, password));
        return (int)answer.StatusCode;
    }

    private static async Task<HttpResponseMessage> AskAsync(DigestSite site, string? authorization)
    {
        using var handler = new SocketsHttpHandler { UseProxy = false, RequestHeaderEncodingSelector = (_, _) => Encoding.UTF8 };
        using var client = new HttpClient(handler);
        using var request = new HttpRequestMessage(HttpMethod.Get, site.Url);
        if (authorization is not null)
        {
            request.Headers.TryAddWithoutValidation("Authorization", authorization);
        }

        return await client.SendAsync(request, TestContext.Current.CancellationToken);
    }
}
