using HtpasswdAuth.Testing;
using Npgsql;

namespace HtpasswdAuth.PostgreSql.Tests;

/// <summary>A node that is cut off knows that it may not know a password, whichever way it was cut off.</summary>
public sealed class UncertaintyTests(PostgreSqlFixture fixture)
{
    public static TheoryData<string> Cuts => ["stall", "drop", "reset"];

    [Theory]
    [MemberData(nameof(Cuts))]
    public async Task Cut_off_node_is_uncertain_of_everyone_until_it_has_all_that_changed(string cut)
    {
        await using TestFleet fleet = await TestFleet.StartAsync(fixture);
        await using var proxy = new TcpProxy((await fixture.GetServerAsync()).Port);
        FleetNode node = await fleet.StartNodeAsync(
            options => options.CommandTimeout = TimeSpan.FromSeconds(2),
            connectionString: new NpgsqlConnectionStringBuilder(fleet.ConnectionString) { Port = proxy.Port }.ToString());
        FleetNode other = await fleet.StartNodeAsync();
        await Eventually.IsTrueAsync(() => !IsUncertain(node) && node.Health.GetHealth().Data["listening"] is true, "the node is well");

        Cut(proxy, cut);
        await Eventually.IsTrueAsync(() => IsUncertain(node), "the node notices");
        await other.ReplaceAsync("alice", "$apr1$a", "$apr1$elsewhere");
        Assert.True(IsUncertain(node));
        Assert.True(node.Users.IsUncertain("nobody"u8));
        Assert.Equal("$apr1$a", node.HashOf("alice"));
        await Eventually.IsTrueAsync(() => node.Health.GetHealth().Condition == StoreCondition.Degraded, "the node gives up");
        Assert.True(IsUncertain(node));

        proxy.Restore();
        await Eventually.IsTrueAsync(
            () =>
            {
                bool isCertain = !IsUncertain(node);
                Assert.False(isCertain && node.HashOf("alice") == "$apr1$a");
                return isCertain;
            },
            "the node is certain again");
    }

    [Theory]
    [MemberData(nameof(Cuts))]
    public async Task Cut_that_nothing_has_told_of_yet_is_found_before_a_mismatch_is_told(string cut)
    {
        await using TestFleet fleet = await TestFleet.StartAsync(fixture);
        await using var proxy = new TcpProxy((await fixture.GetServerAsync()).Port);
        FleetNode node = await fleet.StartNodeAsync(
            options => (options.PollInterval, options.UseNotifications) = (TimeSpan.FromMinutes(1), false),
            connectionString: new NpgsqlConnectionStringBuilder(fleet.ConnectionString) { Port = proxy.Port }.ToString());
        FleetNode other = await fleet.StartNodeAsync();
        await node.Users.ConfirmAsync();
        Assert.False(IsUncertain(node));

        Cut(proxy, cut);
        await other.ReplaceAsync("alice", "$apr1$a", "$apr1$elsewhere");
        await node.Users.ConfirmAsync();

        Assert.True(IsUncertain(node));
    }

    [Fact]
    public async Task Change_that_was_not_told_is_found_before_a_mismatch_is_told()
    {
        await using TestFleet fleet = await TestFleet.StartAsync(fixture);
        FleetNode node = await fleet.StartNodeAsync(options => options.UseNotifications = false, new FakeTimeProvider());
        FleetNode other = await fleet.StartNodeAsync();
        await other.ReplaceAsync("alice", "$apr1$a", "$apr1$elsewhere");
        Assert.Equal("$apr1$a", node.HashOf("alice"));

        await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => node.Users.ConfirmAsync().AsTask()));

        Assert.False(IsUncertain(node));
        Assert.Equal("$apr1$elsewhere", node.HashOf("alice"));
    }

    [Fact]
    public async Task Idle_node_is_certain_of_everyone()
    {
        await using TestFleet fleet = await TestFleet.StartAsync(fixture);
        var clock = new FakeTimeProvider();
        FleetNode node = await fleet.StartNodeAsync(options => options.UseNotifications = false, clock);
        Assert.False(IsUncertain(node));

        for (int round = 0; round < 3; round++)
        {
            // Only an answer that came since the clock was last moved makes it less.
            double behind = SecondsBehind(node);
            await Eventually.IsTrueAsync(
                () =>
                {
                    bool hasAsked = SecondsBehind(node) < behind;
                    clock.Advance(TimeSpan.FromMilliseconds(hasAsked ? 0 : 100));
                    behind = SecondsBehind(node);
                    return hasAsked;
                },
                "the node asks");
            Assert.False(IsUncertain(node));
        }
    }

    [Fact]
    public async Task Database_that_answers_and_refuses_leaves_the_node_uncertain()
    {
        await using TestFleet fleet = await TestFleet.StartAsync(fixture);
        FleetNode node = await fleet.StartNodeAsync();

        await fleet.ExecuteAsync("ALTER TABLE htpasswd.versions RENAME TO elsewhere");

        await Eventually.IsTrueAsync(() => IsUncertain(node), "the node notices");
        Assert.NotNull(node.Users.Current);
        await fleet.ExecuteAsync("ALTER TABLE htpasswd.elsewhere RENAME TO versions");
        await Eventually.IsTrueAsync(() => !IsUncertain(node), "the node is certain again");
    }

    [Fact]
    public async Task Ended_listener_is_a_doubt_until_the_database_has_answered()
    {
        await using TestFleet fleet = await TestFleet.StartAsync(fixture);
        FleetNode node = await fleet.StartNodeAsync();
        await Eventually.IsTrueAsync(() => node.Health.GetHealth().Data["listening"] is true, "the node listens");

        await fleet.ExecuteAsync("SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE query LIKE 'LISTEN%' AND datname = current_database()");

        await Eventually.IsTrueAsync(() => fleet.Logs.Named(nameof(EventIds.ListeningEnded)).Any() && !IsUncertain(node), "the node asks at once");
        Assert.Empty(fleet.Logs.Named(nameof(EventIds.DatabaseAway)));
    }

    private static bool IsUncertain(FleetNode node) => node.Users.IsUncertain("alice"u8);

    private static double SecondsBehind(FleetNode node) => (double)node.Health.GetHealth().Data["secondsBehind"];

    private static void Cut(TcpProxy proxy, string cut)
    {
        switch (cut)
        {
            case "stall":
                proxy.Stall();
                break;
            case "drop":
                proxy.Drop();
                break;
            default:
                proxy.Reset();
                break;
        }
    }
}
