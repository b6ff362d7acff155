using HtpasswdAuth.Testing;

namespace HtpasswdAuth.PostgreSql.Tests;

public sealed class AttemptTests(PostgreSqlFixture fixture)
{
    private static readonly AttemptKey Network = new(0, UInt128.MaxValue);
    private static readonly AttemptKey User = new(1, UInt128.One);

    [Fact]
    public async Task Nodes_have_one_key_and_add_up_what_they_count()
    {
        await using TestFleet fleet = await TestFleet.StartAsync(fixture);
        IAttemptStore[] stores = [(await fleet.StartNodeAsync()).Attempts, (await fleet.StartNodeAsync()).Attempts];

        await Task.WhenAll(Enumerable.Range(0, 64).Select(number => stores[number % 2].AddAsync(
            number % 3 == 0 ? [new(Network, 1), new(User, 2)] : [new(User, 2), new(Network, 1)], CancellationToken.None)));
        IReadOnlyList<AttemptCount> counts = await stores[0].AddAsync([new(User, -1), new(Network, 0)], CancellationToken.None);

        Assert.Equal(stores[0].Key!.Value.ToArray(), stores[1].Key!.Value.ToArray());
        Assert.Equal(32, stores[0].Key!.Value.Length);
        Assert.Equal([(User, 127), (Network, 64)], counts.Select(count => (count.Key, count.Failures)));
        Assert.All(counts, count => Assert.InRange(count.Age, TimeSpan.Zero, TimeSpan.FromHours(1)));
    }

    [Fact]
    public async Task Count_never_falls_below_none_and_begins_anew_when_told()
    {
        await using TestFleet fleet = await TestFleet.StartAsync(fixture);
        IAttemptStore store = (await fleet.StartNodeAsync()).Attempts;

        Assert.Equal(0, (await store.AddAsync([new(User, -5)], CancellationToken.None))[0].Failures);
        Assert.Equal(3, (await store.AddAsync([new(User, 3)], CancellationToken.None))[0].Failures);
        Assert.Equal(1, (await store.AddAsync([new(User, 1, Clears: true)], CancellationToken.None))[0].Failures);
        Assert.Equal(0, (await store.AddAsync([new(User, -9)], CancellationToken.None))[0].Failures);
        Assert.Equal(1_000_000_000, (await store.AddAsync([new(User, int.MaxValue)], CancellationToken.None))[0].Failures);
        Assert.Empty(await store.AddAsync([], CancellationToken.None));
    }

    [Fact]
    public async Task Other_nodes_read_high_counts_only()
    {
        await using TestFleet fleet = await TestFleet.StartAsync(fixture);
        IAttemptStore one = (await fleet.StartNodeAsync()).Attempts;
        IAttemptStore other = (await fleet.StartNodeAsync()).Attempts;
        await one.AddAsync([new(User, 2), new(Network, 9)], CancellationToken.None);

        IReadOnlyList<AttemptCount> first = await other.ReadChangedAsync(5, 100, CancellationToken.None);
        await one.AddAsync([new(User, 4)], CancellationToken.None);
        IReadOnlyList<AttemptCount> second = await other.ReadChangedAsync(5, 1, CancellationToken.None);

        Assert.Equal((Network, 9), (Assert.Single(first).Key, first[0].Failures));
        Assert.Equal((User, 6), (Assert.Single(second).Key, second[0].Failures));
    }

    [Fact]
    public async Task Keys_of_data_protection_are_those_of_all_nodes()
    {
        await using TestFleet fleet = await TestFleet.StartAsync(fixture);
        IKeyRingStore one = (await fleet.StartNodeAsync()).KeyRing;
        IKeyRingStore other = (await fleet.StartNodeAsync()).KeyRing;

        Assert.Empty(one.Load());
        one.Add("key-1", "<key>'1'</key>");
        other.Add("key-1", "<key>again</key>");
        other.Add("key-2", "<key>2</key>");

        Assert.Equal(["<key>'1'</key>", "<key>2</key>"], one.Load().Order(StringComparer.Ordinal));
    }
}
