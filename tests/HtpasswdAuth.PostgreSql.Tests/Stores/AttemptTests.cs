using HtpasswdAuth.Testing;

namespace HtpasswdAuth.PostgreSql.Tests;

public sealed class AttemptTests(PostgreSqlFixture fixture)
{
    private static readonly TimeSpan Period = TimeSpan.FromHours(1);
    private static readonly AttemptKey Network = new(AttemptKind.Network, UInt128.MaxValue);
    private static readonly AttemptKey Name = new(AttemptKind.Name, UInt128.One);
    private static readonly AttemptKey Known = new(AttemptKind.KnownNetwork, UInt128.One);

    [Fact]
    public async Task Nodes_have_one_key_and_add_up_what_they_count()
    {
        await using TestFleet fleet = await TestFleet.StartAsync(fixture);
        IAttemptStore[] stores = [(await fleet.StartNodeAsync()).Attempts, (await fleet.StartNodeAsync()).Attempts];

        await Task.WhenAll(Enumerable.Range(0, 64).Select(number => stores[number % 2].AddAsync(
            number % 3 == 0 ? [Tries(Network, 1), Tries(Name, 2)] : [Tries(Name, 2), Tries(Network, 1)], CancellationToken.None)));
        IReadOnlyList<AttemptCount> counts = await stores[0].AddAsync([Tries(Name, -1), Tries(Network, 0)], CancellationToken.None);

        Assert.Equal(stores[0].Key!.Value.ToArray(), stores[1].Key!.Value.ToArray());
        Assert.Equal(32, stores[0].Key!.Value.Length);
        Assert.Equal([(Name, 127), (Network, 64)], counts.Select(count => (count.Key, TriesOf(count))));
        Assert.All(counts, count => Assert.InRange(count.Age, TimeSpan.Zero, TimeSpan.FromHours(1)));
    }

    [Fact]
    public async Task Count_never_falls_below_none_or_rises_above_the_most_and_begins_anew_when_told()
    {
        await using TestFleet fleet = await TestFleet.StartAsync(fixture);
        IAttemptStore store = (await fleet.StartNodeAsync()).Attempts;

        Assert.Equal(0, await AddAsync(store, Tries(Name, -5)));
        Assert.Equal(3, await AddAsync(store, Tries(Name, 3)));
        Assert.Equal(1, await AddAsync(store, Tries(Name, 1) with { Clears = true }));
        Assert.Equal(0, await AddAsync(store, Tries(Name, -9)));
        Assert.Equal(1_000, await AddAsync(store, Tries(Name, 1_000_000)));
        Assert.Equal(1_000, await AddAsync(store, Tries(Name, 1)));
        Assert.Empty(await store.AddAsync([], CancellationToken.None));
    }

    [Fact]
    public async Task Other_nodes_read_high_counts_and_sign_ins_only()
    {
        await using TestFleet fleet = await TestFleet.StartAsync(fixture);
        IAttemptStore one = (await fleet.StartNodeAsync()).Attempts;
        IAttemptStore other = (await fleet.StartNodeAsync()).Attempts;
        await one.AddAsync([Tries(Name, 2), Tries(Network, 9)], CancellationToken.None);

        IReadOnlyList<AttemptCount> first = await other.ReadChangedAsync(5 * Period, 100, CancellationToken.None);
        await one.AddAsync([Tries(Name, 4)], CancellationToken.None);
        IReadOnlyList<AttemptCount> second = await other.ReadChangedAsync(5 * Period, 1, CancellationToken.None);
        await one.AddAsync([Tries(Known, 0) with { SignsIn = true, Place = "192.0.2.1" }], CancellationToken.None);
        IReadOnlyList<AttemptCount> third = await other.ReadChangedAsync(5 * Period, 1, CancellationToken.None);

        Assert.Equal((Network, 9), (Assert.Single(first).Key, TriesOf(first[0])));
        Assert.Equal((Name, 6), (Assert.Single(second).Key, TriesOf(second[0])));
        Assert.Equal((Known, "192.0.2.1"), (Assert.Single(third).Key, third[0].Place));
        Assert.InRange(third[0].SinceSignIn!.Value, TimeSpan.Zero, TimeSpan.FromHours(1));
    }

    [Fact]
    public async Task Many_aged_rows_are_forgotten_in_parts()
    {
        await using TestFleet fleet = await TestFleet.StartAsync(fixture);
        IAttemptStore store = (await fleet.StartNodeAsync()).Attempts;
        await fleet.ExecuteAsync(
            "INSERT INTO htpasswd.attempts SELECT decode(md5(i::text), 'hex') || '\\x00'::bytea, "
            + "now() - interval '1 hour', now(), NULL, NULL, now(), 1, false, 1 FROM generate_series(1, 2500) AS i");

        List<long> counts = [];
        for (int step = 0; step < 4; step++)
        {
            await store.ReadChangedAsync(5 * Period, 1, CancellationToken.None);
            counts.Add((long)(await fleet.ExecuteAsync("SELECT count(*) FROM htpasswd.attempts"))!);
        }

        Assert.Equal(0, counts[^1]);
        Assert.All(counts.Zip(counts.Skip(1)), pair => Assert.True(pair.First - pair.Second <= AttemptForgetting.MaxRows));
    }

    [Fact]
    public async Task Flood_of_networks_keeps_the_table_at_its_capacity_and_pushes_out_no_name()
    {
        await using TestFleet fleet = await TestFleet.StartAsync(fixture);
        await using var database = new FleetDatabase(fleet.Options());
        var store = new PostgreSqlAttemptStore(database, static () => null, TimeProvider.System, capacity: 1_000);
        await AddAsync(store, Tries(Name, 1));

        for (int batch = 0; batch < 4; batch++)
        {
            await store.AddAsync(
                [
                    .. Enumerable.Range(0, 500)
                        .Select(number => Tries(new(AttemptKind.Network, (UInt128)((batch * 500) + number)), 2 + (number % 3))),
                ],
                CancellationToken.None);
        }

        Assert.Equal(1_000L, await fleet.ExecuteAsync("SELECT count(*) FROM htpasswd.attempts"));
        Assert.Equal(2, await AddAsync(store, Tries(Name, 1)));
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

    private static AttemptChange Tries(AttemptKey key, int tries) => new(key, tries, Period, Most: 1_000);

    private static int TriesOf(AttemptCount count) => (int)Math.Ceiling(count.Debt / Period);

    private static async Task<int> AddAsync(IAttemptStore store, AttemptChange change) =>
        TriesOf(Assert.Single(await store.AddAsync([change], CancellationToken.None)));
}
