using HtpasswdAuth.Testing;

namespace HtpasswdAuth.PostgreSql.Tests;

/// <summary>What nodes do when the database, or the way to it, is gone.</summary>
public sealed class OutageTests(PostgreSqlFixture fixture)
{
    private static readonly TimeSpan StaleLimit = TimeSpan.FromMinutes(15);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Cut_off_node_goes_on_from_what_it_has_then_closes_and_comes_back_by_itself(bool stalls)
    {
        await using TestFleet fleet = await TestFleet.StartAsync(fixture);
        await using TcpProxy proxy = await ProxyAsync();
        var clock = new FakeTimeProvider();
        FleetNode node = await fleet.StartNodeAsync(Impatient, clock, Through(fleet, proxy));
        FleetNode other = await fleet.StartNodeAsync();

        Cut(proxy, stalls);
        await Assert.ThrowsAnyAsync<IOException>(() => node.ReplaceAsync("alice", "$apr1$a", "$apr1$lost"));
        await Assert.ThrowsAnyAsync<IOException>(
            () => node.OtpStates.UpdateAsync("alice", state => state with { Epoch = 1 }, CancellationToken.None));
        await Assert.ThrowsAnyAsync<IOException>(
            () => node.Attempts.AddAsync([new(new(AttemptKind.Name, 1), 1, TimeSpan.FromMinutes(1), Most: 100)], CancellationToken.None));
        Assert.ThrowsAny<IOException>(() => node.KeyRing.Load());
        await AdvanceUntilAsync(clock, () => node.Health.GetHealth().Condition == StoreCondition.Degraded);
        Assert.Equal("$apr1$a", node.HashOf("alice"));
        Assert.False(node.OtpSecrets.IsWritable);

        clock.Advance(StaleLimit);
        Assert.Null(node.Users.Current);
        Assert.Null(node.OtpSecrets.Current);
        Assert.Null(node.OtpStates.Current);
        Assert.Null(node.PasswordStates.Current);
        Assert.Equal(StoreCondition.Unhealthy, node.Health.GetHealth().Condition);
        await AdvanceUntilAsync(clock, () => fleet.Logs.Named(nameof(EventIds.DatabaseClosed)).Any());

        await other.ReplaceAsync("bob", "$apr1$b", "$apr1$meanwhile");
        proxy.Restore();
        await AdvanceUntilAsync(clock, () => node.HashOf("bob") == "$apr1$meanwhile");
        Assert.NotEmpty(fleet.Logs.Named(nameof(EventIds.DatabaseBack)));
        Assert.Equal(StoreCondition.Healthy, node.Health.GetHealth().Condition);
        Assert.Single(fleet.Logs.Named(nameof(EventIds.DatabaseAway)));
    }

    [Fact]
    public async Task Node_that_starts_without_its_database_is_closed_until_it_is_there()
    {
        await using TestFleet fleet = await TestFleet.StartAsync(fixture);
        await using TcpProxy proxy = await ProxyAsync();
        proxy.Reset();

        FleetNode node = await fleet.StartNodeAsync(Impatient, connectionString: Through(fleet, proxy));
        Assert.Null(node.Users.Current);
        Assert.Null(node.Attempts.Key);
        Assert.Equal(StoreCondition.Unhealthy, node.Health.GetHealth().Condition);
        Assert.Single(fleet.Logs.Named(nameof(EventIds.DatabaseUnusable)));

        proxy.Restore();
        await node.SeesAsync("alice", "$apr1$a");
    }

    [Fact]
    public async Task Failover_to_a_server_with_the_same_data_is_survived()
    {
        await using PostgreSqlServer first = await PostgreSqlServer.StartNewAsync();
        await using TestFleet fleet = await TestFleet.StartAsync(first.CreateDatabase());
        await using var proxy = new TcpProxy(first.Port);
        FleetNode[] nodes =
        [
            await fleet.StartNodeAsync(Impatient, connectionString: Through(fleet, proxy)),
            await fleet.StartNodeAsync(Impatient, connectionString: Through(fleet, proxy)),
        ];
        await nodes[0].ReplaceAsync("alice", "$apr1$a", "$apr1$before");

        await first.StopAsync();
        await using PostgreSqlServer second = await first.StartCopyAsync();
        proxy.Target = second.Port;
        await ReplaceUntilItSucceedsAsync(nodes[1], "$apr1$before", "$apr1$after");

        await nodes[0].SeesAsync("alice", "$apr1$after");
        await nodes[1].SeesAsync("alice", "$apr1$after");
    }

    [Fact]
    public async Task What_was_acknowledged_before_the_server_was_killed_is_there_after()
    {
        const int Users = 200;
        await using PostgreSqlServer server = await PostgreSqlServer.StartNewAsync();
        await using TestFleet fleet = await TestFleet.StartAsync(
            server.CreateDatabase(), string.Concat(Enumerable.Range(0, Users).Select(number => $"user{number}:$apr1$0\n")));
        FleetNode[] nodes = [await fleet.StartNodeAsync(Impatient), await fleet.StartNodeAsync(Impatient)];
        int acknowledged = 0;
        var kill = new TaskCompletionSource();

        Task<bool>[] changes = [.. Enumerable.Range(0, Users).Select(number => ChangeAsync(nodes[number % 2], number))];
        await kill.Task;
        await server.KillAsync();
        bool[] isAcknowledged = await Task.WhenAll(changes);
        await server.StartAsync();

        Assert.Contains(true, isAcknowledged);
        for (int number = 0; number < Users; number++)
        {
            string user = $"user{number}";
            foreach (FleetNode node in nodes)
            {
                await Eventually.IsTrueAsync(() => node.HashOf(user) == (isAcknowledged[number] ? "$apr1$1" : node.HashOf(user)), "nothing is lost");
            }
        }

        await Eventually.IsTrueAsync(() => nodes.All(node => node.Health.GetHealth().Condition == StoreCondition.Healthy), "both are back");
        HtpasswdFile there = HtpasswdFile.Parse(await fleet.ExportAsync());
        foreach (HtpasswdEntry entry in there)
        {
            Assert.True(entry.Hash.Span.SequenceEqual("$apr1$0"u8) || entry.Hash.Span.SequenceEqual("$apr1$1"u8));
            Assert.All(nodes, node => Assert.True(node.Users.Current!.TryFind(entry.UserName.Span, out HtpasswdEntry own) && own.Hash.Span.SequenceEqual(entry.Hash.Span)));
        }

        for (int number = 0; number < Users; number++)
        {
            Assert.True(!isAcknowledged[number] || (there.TryFind($"user{number}".Bytes().Span, out HtpasswdEntry entry) && entry.Hash.Span.SequenceEqual("$apr1$1"u8)));
        }

        async Task<bool> ChangeAsync(FleetNode node, int number)
        {
            try
            {
                bool done = await node.ReplaceAsync($"user{number}", "$apr1$0", "$apr1$1");
                if (Interlocked.Increment(ref acknowledged) == Users / 4)
                {
                    kill.SetResult();
                }

                return done;
            }
            catch (IOException)
            {
                return false;
            }
        }
    }

    private static void Impatient(HtpasswdPostgreSqlOptions options)
    {
        options.CommandTimeout = TimeSpan.FromSeconds(2);
        options.StaleLimit = StaleLimit;
    }

    private static string Through(TestFleet fleet, TcpProxy proxy)
    {
        var settings = new Npgsql.NpgsqlConnectionStringBuilder(fleet.ConnectionString) { Port = proxy.Port };
        return settings.ToString();
    }

    private static void Cut(TcpProxy proxy, bool stalls)
    {
        if (stalls)
        {
            proxy.Stall();
        }
        else
        {
            proxy.Reset();
        }
    }

    private static Task AdvanceUntilAsync(FakeTimeProvider clock, Func<bool> condition) => Eventually.IsTrueAsync(
        () =>
        {
            clock.Advance(TimeSpan.FromMilliseconds(200));
            return condition();
        },
        "the node notices");

    private static async Task ReplaceUntilItSucceedsAsync(FleetNode node, string hash, string next) => await Eventually.IsTrueAsync(
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
        "the change is made on the new server");

    private async Task<TcpProxy> ProxyAsync() => new((await fixture.GetServerAsync()).Port);
}
