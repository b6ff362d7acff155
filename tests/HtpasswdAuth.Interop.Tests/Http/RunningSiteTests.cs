using HtpasswdAuth.Testing;

namespace HtpasswdAuth.Interop.Tests;

/// <summary>Apache's htpasswd at work on the file of a site that is up.</summary>
public sealed class RunningSiteTests(Peers peers) : IClassFixture<Peers>
{
    [Fact]
    public async Task User_added_and_deleted_counts_without_a_restart()
    {
        Htpasswd.Succeed("-cbs", peers.UserFile, "alice", "first");
        await using KestrelSite site = await KestrelSite.StartAsync(peers.UserFile);
        Assert.Equal(401, Curl.Status(site.Url, "bob:second"));

        Htpasswd.Succeed("-bB", "-C", "4", peers.UserFile, "bob", "second");
        await AnswerAsync(site, "bob", "second", 200);

        Htpasswd.Succeed("-bB", "-C", "4", peers.UserFile, "bob", "third");
        await AnswerAsync(site, "bob", "second", 401);
        await AnswerAsync(site, "bob", "third", 200);

        Htpasswd.Succeed("-D", peers.UserFile, "bob");
        await AnswerAsync(site, "bob", "third", 401);
        Assert.Equal(200, Curl.Status(site.Url, "alice:first"));
    }

    [Fact]
    public async Task Forty_writers_at_once_are_no_error_and_the_file_is_served_as_they_left_it()
    {
        Htpasswd.Succeed("-cbs", peers.UserFile, "alice", "first");
        await using KestrelSite site = await KestrelSite.StartAsync(peers.UserFile);
        string[] users = [.. Enumerable.Range(0, 40).Select(number => $"user{number}")];

        Task<int[]> writers = Task.WhenAll(users.Select(user => Htpasswd.RunAsync("-bs", peers.UserFile, user, "secret")));
        var answers = new List<int>();
        do
        {
            answers.Add(await RawHttp.SignInAsync(site, "alice", "first"));
        }
        while (!writers.IsCompleted);
        await writers;
        WriteLastUser();
        await AnswerAsync(site, "last", "secret", 200);

        Assert.All(answers, status => Assert.True(status is 200 or 401, $"{status}"));
        HttpdServer httpd = await peers.HttpdAsync();
        foreach (string user in users)
        {
            Assert.Equal(await RawHttp.SignInAsync(httpd, user, "secret"), await RawHttp.SignInAsync(site, user, "secret"));
        }

        Assert.Equal(await RawHttp.SignInAsync(httpd, "alice", "first"), await RawHttp.SignInAsync(site, "alice", "first"));
    }

    private static Task AnswerAsync(KestrelSite site, string userName, string password, int status) =>
        Eventually.IsTrueAsync(
            async () => await RawHttp.SignInAsync(site, userName, password) == status, $"{userName}:{password} to be answered {status}");

    // It refuses a file in which its rivals left half a line; then the administrator begins a new one.
    private void WriteLastUser()
    {
        if (Htpasswd.Run("-bs", peers.UserFile, "last", "secret") != 0)
        {
            Htpasswd.Succeed("-cbs", peers.UserFile, "last", "secret");
        }
    }
}
