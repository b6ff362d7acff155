using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text;
using HtpasswdAuth.Testing;

namespace HtpasswdAuth.Interop.Tests;

/// <summary>Many users change their passwords at once, while Apache's programs work on the same file.</summary>
public sealed class ConcurrentChangesTests(ITestOutputHelper output)
{
    private const int Users = 20;
    private const int Turns = 3;
    private const string Bystander = "bystander";
    private const string BystanderPassword = "beacon";

    private readonly ChangingUsers _users = new(Users);
    private readonly ConcurrentDictionary<string, Change> _last = [];
    private int _acknowledged;

    [Fact]
    public async Task Our_own_writers_lose_nothing_and_httpd_always_reads_a_whole_file()
    {
        using SampleFiles files = new("TwoFactorSite");
        Prepare(files);
        await using HttpdServer httpd = await HttpdServer.StartAsync(files.UserFile);
        await using SampleSite site = await StartAsync(files);

        Task changes = ChangeAllAsync(site.Url);
        int reads = 0;
        while (!changes.IsCompleted)
        {
            Assert.Equal(200, await RawHttp.SignInAsync(httpd, Bystander, BystanderPassword));
            reads++;
        }

        await changes;
        output.WriteLine($"httpd read {reads} times");
        Assert.Empty(Lost(files));
        foreach (string user in _users.Names)
        {
            Assert.Equal(200, await RawHttp.SignInAsync(httpd, user, _last[user].Password));
        }
    }

    [Fact]
    public async Task What_the_real_htpasswd_overwrites_was_written_while_it_ran()
    {
        using SampleFiles files = new("TwoFactorSite");
        Prepare(files);
        await using HttpdServer httpd = await HttpdServer.StartAsync(files.UserFile);
        await using SampleSite site = await StartAsync(files);

        Task changes = ChangeAllAsync(site.Url, retries: true);
        List<(long Begin, long End)> runs = [];
        for (int turn = 0; !changes.IsCompleted; turn++)
        {
            long begin = Stopwatch.GetTimestamp();
            await Htpasswd.RunAsync("-bs", files.UserFile, "other", turn.ToString(CultureInfo.InvariantCulture));
            runs.Add((begin, Stopwatch.GetTimestamp()));

            // It copies a file it read before over what is there: between two runs some of ours get through.
            int seen = Volatile.Read(ref _acknowledged);
            await Eventually.IsTrueAsync(() => changes.IsCompleted || Volatile.Read(ref _acknowledged) >= seen + 3, "changes between two runs");
        }

        await changes;
        string[] lost = [.. Lost(files)];
        output.WriteLine($"{runs.Count} runs of htpasswd, {lost.Length} of the last changes of {Users} users overwritten by it: {string.Join(", ", lost)}");
        Assert.All(lost, user => Assert.True(runs.Exists(run => run.Begin < _last[user].End && _last[user].Begin < run.End), $"{user} was lost while no htpasswd ran."));
    }

    private static Task<SampleSite> StartAsync(SampleFiles files) => SampleSite.StartAsync(
        files,
        "--Authentication:Schemes:Htpasswd:PasswordChange:Algorithm=Sha256Crypt",
        "--Authentication:Schemes:Htpasswd:AttemptThrottle:Enabled=false");

    private void Prepare(SampleFiles files)
    {
        _users.WriteFile(files.UserFile);
        Htpasswd.Succeed("-bs", files.UserFile, Bystander, BystanderPassword);
        WorldReadable.Make(Path.GetDirectoryName(files.UserFile)!);
        WorldReadable.Make(files.UserFile);
    }

    private Task ChangeAllAsync(string url, bool retries = false) => Task.WhenAll(_users.Names.Select(async (user, number) =>
    {
        using var client = new ChangeClient(url);
        List<string> possible = [_users.Current(user)];
        for (int turn = 1; turn <= Turns; turn++)
        {
            string next = ChangingUsers.Password(number, turn);
            await ChangeAsync(client, user, possible, next, retries);
            possible.Add(next);
        }
    }));

    /// <summary>
    /// Where another program puts old lines back, the password that was acknowledged last is not the one that counts: then those before it are tried.
    /// </summary>
    private async Task ChangeAsync(ChangeClient client, string user, List<string> possible, string next, bool retries)
    {
        for (int attempt = 0; ; attempt++)
        {
            long begin = Stopwatch.GetTimestamp();
            HttpStatusCode? answer = await client.TryChangeAsync(user, possible[^(1 + (attempt % possible.Count))], next, TestContext.Current.CancellationToken);
            if (answer == HttpStatusCode.NoContent)
            {
                Interlocked.Increment(ref _acknowledged);
                _last[user] = new Change(next, begin, Stopwatch.GetTimestamp());
                return;
            }

            Assert.True(retries && attempt < 200, $"{user}: {answer}");
        }
    }

    private IEnumerable<string> Lost(SampleFiles files)
    {
        HtpasswdFile file = HtpasswdFile.Load(files.UserFile);
        return _users.Names.Where(user =>
            !file.TryFind(Encoding.UTF8.GetBytes(user), out HtpasswdEntry entry) || !ChangingUsers.Matches(_last[user].Password, entry));
    }

    private sealed record Change(string Password, long Begin, long End);
}
