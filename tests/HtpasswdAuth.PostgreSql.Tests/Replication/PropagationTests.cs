using HtpasswdAuth.Testing;

namespace HtpasswdAuth.PostgreSql.Tests;

public sealed class PropagationTests(PostgreSqlFixture fixture)
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Change_on_one_node_is_seen_by_the_other(bool notifications)
    {
        await using TestFleet fleet = await TestFleet.StartAsync(fixture);
        FleetNode one = await fleet.StartNodeAsync(options => options.UseNotifications = notifications);
        FleetNode other = await fleet.StartNodeAsync(options => options.UseNotifications = notifications);

        Assert.True(await one.ReplaceAsync("alice", "$apr1$a", "$apr1$one"));
        Assert.Equal("$apr1$one", one.HashOf("alice"));
        await other.SeesAsync("alice", "$apr1$one");

        Assert.True(await other.ReplaceAsync("alice", "$apr1$one", "$apr1$two"));
        Assert.Equal("$apr1$two", other.HashOf("alice"));
        await one.SeesAsync("alice", "$apr1$two");
    }

    [Fact]
    public async Task Notification_alone_brings_a_change()
    {
        await using TestFleet fleet = await TestFleet.StartAsync(fixture);

        // Its clock stands still: it never asks by itself.
        FleetNode listening = await fleet.StartNodeAsync(time: new FakeTimeProvider());
        FleetNode writing = await fleet.StartNodeAsync();
        await Eventually.IsTrueAsync(() => listening.Health.GetHealth().Data["listening"] is true, "the node listens");

        await writing.ReplaceAsync("alice", "$apr1$a", "$apr1$one");

        await listening.SeesAsync("alice", "$apr1$one");
    }

    [Fact]
    public async Task Listener_whose_connection_ends_gets_another_and_nothing_is_missed()
    {
        await using TestFleet fleet = await TestFleet.StartAsync(fixture);
        FleetNode listening = await fleet.StartNodeAsync();
        FleetNode writing = await fleet.StartNodeAsync();
        await Eventually.IsTrueAsync(() => fleet.Logs.Named(nameof(EventIds.Listening)).Count() == 2, "both listen");

        await fleet.ExecuteAsync("SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE query LIKE 'LISTEN%'");
        await writing.ReplaceAsync("alice", "$apr1$a", "$apr1$one");

        await listening.SeesAsync("alice", "$apr1$one");
        await Eventually.IsTrueAsync(() => fleet.Logs.Named(nameof(EventIds.Listening)).Count() == 4, "both listen again");
        Assert.Equal(2, fleet.Logs.Named(nameof(EventIds.ListeningEnded)).Count());
    }

    [Fact]
    public async Task Every_change_made_anywhere_arrives_everywhere()
    {
        await using TestFleet fleet = await TestFleet.StartAsync(
            fixture, string.Concat(Enumerable.Range(0, 40).Select(number => $"user{number}:$apr1$0\n")));
        FleetNode[] nodes = [await fleet.StartNodeAsync(), await fleet.StartNodeAsync(), await fleet.StartNodeAsync(options => options.UseNotifications = false)];

        await Task.WhenAll(Enumerable.Range(0, 40).Select(async number =>
        {
            for (int round = 0; round < 5; round++)
            {
                FleetNode node = nodes[(number + round) % nodes.Length];
                await node.SeesAsync($"user{number}", $"$apr1${round}");
                Assert.True(await node.ReplaceAsync($"user{number}", $"$apr1${round}", $"$apr1${round + 1}"));
            }
        }));

        foreach (FleetNode node in nodes)
        {
            for (int number = 0; number < 40; number++)
            {
                await node.SeesAsync($"user{number}", "$apr1$5");
            }
        }
    }

    [Fact]
    public async Task Snapshot_is_the_same_as_long_as_its_content_is()
    {
        await using TestFleet fleet = await TestFleet.StartAsync(fixture);
        FleetNode node = await fleet.StartNodeAsync();
        HtpasswdFile before = node.Users.Current!;

        // The table's version goes up, and nothing in it is different.
        await fleet.ImportAsync("alice:$apr1$a\n");
        await Eventually.IsTrueAsync(() => node.Health.GetHealth().Data["version"] is 2L, "the node has seen it");

        Assert.Same(before, node.Users.Current);
    }

    [Fact]
    public async Task More_changes_at_once_than_are_read_one_by_one_arrive()
    {
        await using TestFleet fleet = await TestFleet.StartAsync(fixture);
        FleetNode node = await fleet.StartNodeAsync();

        await fleet.ImportAsync(string.Concat(Enumerable.Range(0, 12_000).Select(number => $"user{number}:$apr1$x\n")));

        await node.SeesAsync("user11999", "$apr1$x");
        Assert.Equal(12_002, node.Users.Current!.Count);
    }

    [Fact]
    public async Task Table_can_be_read_without_copy()
    {
        await using TestFleet fleet = await TestFleet.StartAsync(
            fixture, string.Concat(Enumerable.Range(0, 20_001).Select(number => $"user{number}:$apr1$x\n")));
        await using var database = new FleetDatabase(fleet.Options());
        var format = new UserFormat();
        RowContent content = format.NewContent();

        await database.RunLongAsync(
            async session =>
            {
                await TableReader.ReadPagesAsync(session, AccountTable.Users, content);
                return true;
            },
            CancellationToken.None);

        Assert.Equal(20_001, format.Build(content).Count);
    }

    [Fact]
    public async Task Database_that_was_set_back_is_read_anew()
    {
        await using TestFleet fleet = await TestFleet.StartAsync(fixture);
        FleetNode node = await fleet.StartNodeAsync();
        await node.ReplaceAsync("alice", "$apr1$a", "$apr1$lost");

        await fleet.ExecuteAsync(
            "UPDATE htpasswd.users SET hash = '$apr1$a', version = 1 WHERE name = 'alice'; UPDATE htpasswd.versions SET version = 1 WHERE name = 'users'");

        await node.SeesAsync("alice", "$apr1$a");
        Assert.NotEmpty(fleet.Logs.Named(nameof(EventIds.DatabaseWentBack)));
    }
}
