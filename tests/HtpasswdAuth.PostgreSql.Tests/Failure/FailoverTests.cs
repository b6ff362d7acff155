using System.Diagnostics;
using HtpasswdAuth.Testing;
using Npgsql;

namespace HtpasswdAuth.PostgreSql.Tests;

/// <summary>A standby that streams takes over from a primary that is gone.</summary>
public sealed class FailoverTests(ITestOutputHelper output)
{
    [Fact]
    public async Task Standby_that_was_promoted_is_written_to_at_once()
    {
        await using PostgreSqlServer primary = await PostgreSqlServer.StartNewAsync();
        await using TestFleet fleet = await TestFleet.StartAsync(primary.CreateDatabase());
        await using PostgreSqlServer standby = await primary.StartStandbyAsync();
        FleetNode[] nodes =
        [
            await fleet.StartNodeAsync(connectionString: Naming(fleet, primary.Port, standby.Port)),
            await fleet.StartNodeAsync(connectionString: Naming(fleet, standby.Port, primary.Port)),
        ];
        await nodes[0].ReplaceAsync("alice", "$apr1$a", "$apr1$before");
        await WaitForAsync(fleet, standby, "$apr1$before");

        await primary.KillAsync();
        await Assert.ThrowsAnyAsync<IOException>(() => nodes[1].ReplaceAsync("alice", "$apr1$before", "$apr1$early"));
        await Eventually.IsTrueAsync(() => nodes.All(node => node.Health.GetHealth().Condition == StoreCondition.Degraded), "both notice");
        standby.Promote();
        long started = Stopwatch.GetTimestamp();
        await ReplaceUntilItSucceedsAsync(nodes[1], "$apr1$before", "$apr1$after");
        output.WriteLine($"written {Stopwatch.GetElapsedTime(started).TotalMilliseconds:0} ms after the standby could be");

        await nodes[0].SeesAsync("alice", "$apr1$after");
        await Eventually.IsTrueAsync(() => nodes.All(node => node.Health.GetHealth().Condition == StoreCondition.Healthy), "both are back");
        output.WriteLine($"both healthy after {Stopwatch.GetElapsedTime(started).TotalMilliseconds:0} ms");
    }

    [Fact]
    public async Task Server_that_vanished_without_a_word_is_not_asked_first_again()
    {
        await using PostgreSqlServer primary = await PostgreSqlServer.StartNewAsync();
        await using TestFleet fleet = await TestFleet.StartAsync(primary.CreateDatabase());
        await using PostgreSqlServer standby = await primary.StartStandbyAsync();
        await using var proxy = new TcpProxy(primary.Port);
        FleetNode node = await fleet.StartNodeAsync(connectionString: Naming(fleet, proxy.Port, standby.Port));
        await node.ReplaceAsync("alice", "$apr1$a", "$apr1$before");
        await WaitForAsync(fleet, standby, "$apr1$before");

        proxy.Stall();
        await primary.KillAsync();
        standby.Promote();
        await ReplaceUntilItSucceedsAsync(node, "$apr1$before", "$apr1$after");

        await Eventually.IsTrueAsync(() => node.Health.GetHealth().Condition == StoreCondition.Healthy, "the node is back");
        int asked = proxy.Accepted;
        long started = Stopwatch.GetTimestamp();
        Assert.True(await node.ReplaceAsync("alice", "$apr1$after", "$apr1$again"));
        output.WriteLine($"the next change took {Stopwatch.GetElapsedTime(started).TotalMilliseconds:0} ms");
        Assert.Equal(asked, proxy.Accepted);
    }

    [Theory]
    [InlineData("Host=a,b", 0, "primary", 2)]
    [InlineData("Host=a,b;Target Session Attributes=read-write", 0, "read-write", 2)]
    [InlineData("Host=a,b,c;HostRecheckSeconds=10", 10, "primary", 2)]
    [InlineData("Host=a,b;Host Recheck Seconds=3;Target Session Attributes=any", 3, "any", 2)]
    [InlineData("Host=a", 10, null, 5)]
    public void Settings_of_several_servers_are_ours_unless_the_site_has_its_own(string connectionString, int recheck, string? target, int timeout)
    {
        NpgsqlConnectionStringBuilder settings = DatabaseServers.SettingsOf(new HtpasswdPostgreSqlOptions { ConnectionString = connectionString });

        Assert.Equal(recheck, settings.HostRecheckSeconds);
        Assert.Equal(target, settings.TargetSessionAttributes);
        Assert.Equal(timeout, settings.Timeout);
    }

    private static string Naming(TestFleet fleet, params int[] ports) => new NpgsqlConnectionStringBuilder(fleet.ConnectionString)
    {
        Host = string.Join(',', ports.Select(port => $"127.0.0.1:{port}")),
        TargetSessionAttributes = "primary",
    }.ToString();

    private static Task WaitForAsync(TestFleet fleet, PostgreSqlServer standby, string hash) => Eventually.IsTrueAsync(
        async () =>
        {
            var settings = new NpgsqlConnectionStringBuilder(fleet.ConnectionString) { Port = standby.Port, Pooling = false };
            await using var connection = new NpgsqlConnection(settings.ToString());
            await connection.OpenAsync();
            await using var command = new NpgsqlCommand("SELECT convert_from(hash, 'UTF8') FROM htpasswd.users WHERE name = 'alice'", connection);
            return (string?)await command.ExecuteScalarAsync() == hash;
        },
        "the standby follows");

    private static Task ReplaceUntilItSucceedsAsync(FleetNode node, string hash, string next) => Eventually.IsTrueAsync(
        async () =>
        {
            try
            {
                return await node.ReplaceAsync("alice", hash, next);
            }
            catch (IOException)
            {
                return false;
            }
        },
        "the change is made on the new primary");
}
