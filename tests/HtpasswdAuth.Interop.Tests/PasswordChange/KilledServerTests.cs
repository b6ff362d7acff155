using System.Net;
using System.Security.Cryptography;
using HtpasswdAuth.Testing;

namespace HtpasswdAuth.Interop.Tests;

/// <summary>A server that is killed while its users change their passwords.</summary>
public sealed class KilledServerTests
{
    private const int Changes = 300;
    private const int Users = 6;
    private const int Kills = 8;

    private int _acknowledged;

    [Fact]
    public async Task Every_acknowledged_change_outlives_a_kill_at_any_moment()
    {
        using SampleFiles files = new("TwoFactorSite");
        var users = new ChangingUsers(Users);
        users.WriteFile(files.UserFile);

        for (int kill = 1; _acknowledged < Changes; kill++)
        {
            int before = _acknowledged;
            SampleSite site = await StartAsync(files);
            using var killed = new CancellationTokenSource();
            Task changing = Task.WhenAll(users.Names.Select((name, number) => ChangeUntilKilledAsync(site.Url, users, name, number, kill, killed.Token)));

            // At a random moment of some change: after so many were acknowledged, and a random part of the next one's work.
            int wanted = kill > Kills ? Changes : Math.Min(Changes, before + RandomNumberGenerator.GetInt32(10, 2 * Changes / Kills));
            await Eventually.IsTrueAsync(() => Volatile.Read(ref _acknowledged) >= wanted || changing.IsCompleted, "changes to be acknowledged");
            Thread.SpinWait(RandomNumberGenerator.GetInt32(2_000_000));
            await site.DisposeAsync();
            await killed.CancelAsync();
            await changing;

            users.Settle(files.UserFile);
        }
    }

    private static Task<SampleSite> StartAsync(SampleFiles files) => SampleSite.StartAsync(
        files,
        "--Authentication:Schemes:Htpasswd:PasswordChange:Algorithm=Sha256Crypt",
        "--Authentication:Schemes:Htpasswd:PasswordChange:MaxConcurrentChanges=4");

    private async Task ChangeUntilKilledAsync(string url, ChangingUsers users, string name, int number, int run, CancellationToken killed)
    {
        using var client = new ChangeClient(url);
        string current;
        lock (users)
        {
            current = users.Current(name);
        }

        for (int turn = 1; ; turn++)
        {
            string next = ChangingUsers.Password(number, (1000 * run) + turn);
            HttpStatusCode? answer = await client.TryChangeAsync(name, current, next, CancellationToken.None);
            lock (users)
            {
                if (answer is null)
                {
                    users.LeaveOpen(name, next);
                    return;
                }

                Assert.Equal(HttpStatusCode.NoContent, answer);
                users.Acknowledge(name, next);
            }

            current = next;
            Interlocked.Increment(ref _acknowledged);
            if (killed.IsCancellationRequested)
            {
                return;
            }
        }
    }
}
