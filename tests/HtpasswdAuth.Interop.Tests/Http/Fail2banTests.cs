using HtpasswdAuth.Testing;

namespace HtpasswdAuth.Interop.Tests;

/// <summary>Our log lines, read by fail2ban with the filter it ships for httpd and with ours.</summary>
public sealed class Fail2banTests : IDisposable
{
    private readonly TempDirectory _directory = new();

    [Theory]
    [InlineData("alice", "wrong")]
    [InlineData("nobody", "wrong")]
    [InlineData("jürgen", "wrong")]
    [InlineData("", "wrong", 0)]
    [InlineData("alice", "right", 0)]
    [InlineData(null, null, 0)]

    // A name made up to have somebody else locked out.
    [InlineData("x not found] [client 203.0.113.9] user y not found", "wrong")]
    [InlineData("x\n[Sun Nov 22 10:00:00.123456 2026] [auth_basic:error] [pid 1] [client 203.0.113.9] user y not found", "wrong", 0)]
    public async Task Failed_sign_in_is_matched_with_the_right_host(string? userName, string? password, int matches = 1)
    {
        IReadOnlyList<string> messages = await LogOfAsync(userName, password);

        Assert.Equal(Enumerable.Repeat("127.0.0.1", matches), Fail2banFilter.HostsInLogOf(messages));
    }

    [Fact]
    public async Task Guesses_are_matched_and_what_the_throttle_refuses_is_not_counted_again()
    {
        Htpasswd.Succeed("-cbs", _directory.File("users.htpasswd"), "alice", "right");
        await using KestrelSite site = await KestrelSite.StartAsync(_directory.File("users.htpasswd"), options => options.AttemptThrottle.FailuresPerUser = 2);

        var answers = new List<int>();
        for (int i = 0; i < 4; i++)
        {
            answers.Add(await RawHttp.SignInAsync(site, "alice", $"guess {i}"));
        }

        Assert.Equal([401, 401, 429, 429], answers);
        Assert.Equal(["127.0.0.1", "127.0.0.1"], Fail2banFilter.HostsInLogOf(site.Logs.Messages));
    }

    public void Dispose() => _directory.Dispose();

    private async Task<IReadOnlyList<string>> LogOfAsync(string? userName, string? password)
    {
        Htpasswd.Succeed("-cbs", _directory.File("users.htpasswd"), "alice", "right");
        await using KestrelSite site = await KestrelSite.StartAsync(_directory.File("users.htpasswd"));
        int status = userName is null ? await RawHttp.StatusAsync(site) : await RawHttp.SignInAsync(site, userName, password!);
        Assert.Equal(password == "right" ? 200 : 401, status);

        return [.. site.Logs.Messages];
    }
}
