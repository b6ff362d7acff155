using HtpasswdAuth.Testing;

namespace HtpasswdAuth.PostgreSql.Tests;

public sealed class ConcurrencyTests(PostgreSqlFixture fixture)
{
    private const int Parallel = 64;

    [Fact]
    public async Task Of_64_uses_of_one_step_on_two_nodes_one_wins()
    {
        await using TestFleet fleet = await TestFleet.StartAsync(fixture);
        FleetNode[] nodes = [await fleet.StartNodeAsync(), await fleet.StartNodeAsync()];
        for (long step = 1; step <= 5; step++)
        {
            bool[] won = await Task.WhenAll(Enumerable.Range(0, Parallel).Select(number => TryUseAsync(nodes[number % 2], step)));

            Assert.Single(won, true);
            Assert.All(nodes, node => Assert.NotNull(node.OtpStates.Current));
        }
    }

    [Fact]
    public async Task Each_of_64_changes_on_two_nodes_sees_what_the_one_before_left()
    {
        await using TestFleet fleet = await TestFleet.StartAsync(fixture);
        FleetNode[] nodes = [await fleet.StartNodeAsync(), await fleet.StartNodeAsync()];

        await Task.WhenAll(Enumerable.Range(0, Parallel).Select(number => nodes[number % 2].OtpStates.UpdateAsync(
            "alice", state => state with { Epoch = state.Epoch + 1 }, CancellationToken.None)));

        Assert.Equal(Parallel, (await fleet.Database.ExportOtpStateAsync()).Find("alice").Epoch);
        foreach (FleetNode node in nodes)
        {
            await Eventually.IsTrueAsync(() => node.OtpStates.Current!.Find("alice").Epoch == Parallel, "both nodes see the last");
        }
    }

    [Fact]
    public async Task Change_is_in_the_own_snapshot_when_the_call_returns()
    {
        await using TestFleet fleet = await TestFleet.StartAsync(fixture);
        FleetNode node = await fleet.StartNodeAsync(time: new FakeTimeProvider());
        for (int epoch = 1; epoch <= 50; epoch++)
        {
            await node.OtpStates.UpdateAsync(OtpStateFile.Everyone, state => state with { Epoch = epoch }, CancellationToken.None);

            Assert.Equal(epoch, node.OtpStates.Current!.Epoch);
        }
    }

    [Fact]
    public async Task Of_64_replacements_of_one_hash_one_wins()
    {
        await using TestFleet fleet = await TestFleet.StartAsync(fixture);
        FleetNode[] nodes = [await fleet.StartNodeAsync(), await fleet.StartNodeAsync()];

        bool[] won = await Task.WhenAll(Enumerable.Range(0, Parallel).Select(
            number => nodes[number % 2].ReplaceAsync("alice", "$apr1$a", $"$apr1$new{number}")));

        string hash = $"$apr1$new{Array.IndexOf(won, true)}";
        Assert.Single(won, true);
        Assert.All(nodes, node => Assert.Equal(hash, node.HashOf("alice")));
    }

    [Fact]
    public async Task Nothing_is_replaced_for_a_user_who_is_gone_or_has_another_hash()
    {
        await using TestFleet fleet = await TestFleet.StartAsync(fixture);
        FleetNode node = await fleet.StartNodeAsync();

        Assert.False(await node.ReplaceAsync("nobody", "$apr1$a", "$apr1$b"));
        Assert.False(await node.ReplaceAsync("alice", "$apr1$b", "$apr1$c"));
        Assert.False(await node.ReplaceAsync("Alice", "$apr1$a", "$apr1$c"));
        Assert.Equal("$apr1$a", node.HashOf("alice"));
        Assert.Null(node.HashOf("nobody"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("$apr1$x\nmallory:$apr1$y")]
    [InlineData("$apr1$x:y")]
    [InlineData("$apr1$x ")]
    [InlineData("$apr1$x\\")]
    public async Task Hash_that_would_break_an_exported_file_is_refused(string hash)
    {
        await using TestFleet fleet = await TestFleet.StartAsync(fixture);
        FleetNode node = await fleet.StartNodeAsync();

        await Assert.ThrowsAsync<ArgumentException>(() => node.ReplaceAsync("alice", "$apr1$a", hash));
    }

    private static async Task<bool> TryUseAsync(FleetNode node, long step)
    {
        bool won = false;
        await node.OtpStates.UpdateAsync(
            "alice",
            state =>
            {
                won = state.IsUnused("0123456789abcdef", step);
                return won ? state with { EnrolmentId = "0123456789abcdef", LastStep = step } : state;
            },
            CancellationToken.None);
        return won;
    }
}
