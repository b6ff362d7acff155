using System.Net;
using System.Security.Cryptography;
using HtpasswdAuth.Testing;

namespace HtpasswdAuth.Interop.Tests;

/// <summary>A database that is killed while users change their passwords on two nodes, which go on running.</summary>
[Collection(FleetBase.Collection)]
public sealed class KilledDatabaseTests
{
    private const int Changes = 500;
    private const int Users = 8;
    private const int Kills = 5;
    private const string Scheme = "--Authentication:Schemes:Htpasswd";

    private readonly ChangingUsers _users = new(Users);
    private int _acknowledged;

    [Fact]
    public async Task Every_acknowledged_change_outlives_a_kill_at_any_moment()
    {
        await using PostgreSqlServer server = await PostgreSqlServer.StartNewAsync();
        await using FleetSite fleet = await FleetSite.StartAsync(
            server,
            files => _users.WriteFile(files.UserFile),
            $"{Scheme}:HashLimits:MinBcryptCost=4",
            $"{Scheme}:PasswordChange:Cost=4",
            $"{Scheme}:PasswordChange:MaxConcurrentChanges=8",
            $"{Scheme}:AttemptThrottle:Enabled=false");

        for (int kill = 1; _acknowledged < Changes; kill++)
        {
            int before = _acknowledged;
            Task changing = Task.WhenAll(_users.Names.Select((name, number) => ChangeUntilKilledAsync(fleet.Nodes[(number + kill) % 2].Url, name, number, kill)));

            // At a random moment of some change: after so many were acknowledged, and a random part of the next one's work.
            int wanted = kill > Kills ? Changes : Math.Min(Changes, before + RandomNumberGenerator.GetInt32(10, 2 * Changes / Kills));
            await Eventually.IsTrueAsync(() => Volatile.Read(ref _acknowledged) >= wanted || changing.IsCompleted, "changes to be acknowledged");
            Thread.SpinWait(RandomNumberGenerator.GetInt32(2_000_000));
            await server.KillAsync();
            await changing;

            await server.StartAsync();
            _users.Settle(fleet.Export());
            await AssertAllSignInAsync(fleet);
        }
    }

    private async Task ChangeUntilKilledAsync(string url, string name, int number, int run)
    {
        using var client = new ChangeClient(url);
        string current;
        lock (_users)
        {
            current = _users.Current(name);
        }

        for (int turn = 1; ; turn++)
        {
            string next = ChangingUsers.Password(number, (1000 * run) + turn);
            HttpStatusCode? answer = await client.TryChangeAsync(name, current, next, CancellationToken.None);
            lock (_users)
            {
                if (answer == HttpStatusCode.ServiceUnavailable)
                {
                    _users.LeaveOpen(name, next);
                    return;
                }

                Assert.Equal(HttpStatusCode.NoContent, answer);
                _users.Acknowledge(name, next);
            }

            current = next;
            Interlocked.Increment(ref _acknowledged);
        }
    }

    /// <summary>By themselves both nodes come to what the database has.</summary>
    private async Task AssertAllSignInAsync(FleetSite fleet)
    {
        foreach (string user in _users.Names)
        {
            using var client = new FleetClient(user, _users.Current(user));
            foreach (SampleSite node in fleet.Nodes)
            {
                await Eventually.IsTrueAsync(async () => await client.StatusAsync(node, "/crew") == HttpStatusCode.OK, $"a node to let {user} in");
            }
        }
    }
}
