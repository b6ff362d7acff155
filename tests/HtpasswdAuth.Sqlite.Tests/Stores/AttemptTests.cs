using HtpasswdAuth.Testing;

namespace HtpasswdAuth.Sqlite.Tests;

/// <summary>The tries of all processes of a machine.</summary>
public sealed class AttemptTests : IDisposable
{
    private static readonly AttemptKey Name = new(AttemptKind.Name, 42);
    private static readonly AttemptKey Network = new(AttemptKind.KnownNetwork, UInt128.MaxValue);

    private readonly AccountSite _site = new();
    private readonly FakeTimeProvider _time = new(DateTimeOffset.UnixEpoch.AddYears(60));

    public void Dispose() => _site.Dispose();

    [Fact]
    public async Task Tries_add_up_over_processes_and_are_given_back_in_time()
    {
        (IAttemptStore one, IAttemptStore other) = (Open(), Open());
        await AddAsync(one, Tries(2));
        _time.Advance(TimeSpan.FromMinutes(4));

        Assert.Equal((TimeSpan.FromMinutes(20), TimeSpan.Zero), await AddAsync(other, Tries(1)));
        _time.Advance(TimeSpan.FromMinutes(30));
        Assert.Equal((TimeSpan.FromMinutes(8), TimeSpan.Zero), await AddAsync(other, Tries(1)));
        Assert.Equal((TimeSpan.Zero, TimeSpan.Zero), await AddAsync(other, Tries(-1)));
        Assert.Equal((TimeSpan.Zero, TimeSpan.Zero), await AddAsync(other, Tries(-9)));
        Assert.Equal(one.Key!.Value.ToArray(), other.Key!.Value.ToArray());
    }

    [Fact]
    public async Task No_more_than_the_most_are_remembered_and_a_count_begins_anew_when_told()
    {
        IAttemptStore store = Open();

        Assert.Equal(TimeSpan.FromMinutes(800), (await AddAsync(store, Tries(5_000))).Debt);
        Assert.Equal(TimeSpan.FromMinutes(800), (await AddAsync(store, Tries(1))).Debt);
        Assert.Equal(TimeSpan.FromMinutes(8), (await AddAsync(store, Tries(1) with { Clears = true })).Debt);
    }

    [Fact]
    public async Task Other_processes_read_high_counts_and_sign_ins_alone()
    {
        (IAttemptStore one, IAttemptStore other) = (Open(), Open());
        await one.AddAsync([Tries(2), SignIn()], CancellationToken.None);

        AttemptCount known = Assert.Single(await ReadAsync(other));
        await one.AddAsync([Tries(50)], CancellationToken.None);
        IReadOnlyList<AttemptCount> next = await ReadAsync(other);

        Assert.Equal((Network, TimeSpan.Zero, "192.0.2.1"), (known.Key, known.SinceSignIn, known.Place));
        Assert.Equal(TimeSpan.FromMinutes(416), Assert.Single(next, count => count.Key == Name).Debt);
    }

    [Fact]
    public async Task What_others_count_after_the_clock_was_set_back_is_read()
    {
        (IAttemptStore one, IAttemptStore other) = (Open(), Open());
        await ReadAsync(other);
        _time.SetWallClock(TimeSpan.FromHours(-1));
        await one.AddAsync([Tries(50)], CancellationToken.None);

        Assert.Single(await ReadAsync(other));
    }

    [Fact]
    public async Task What_is_given_back_is_forgotten_and_sign_ins_after_two_weeks()
    {
        IAttemptStore store = Open();
        await store.AddAsync([Tries(1), SignIn()], CancellationToken.None);

        _time.Advance(TimeSpan.FromMinutes(9));
        await ReadAsync(store);
        Assert.Equal(1, CountRows());
        _time.Advance(AttemptCount.KnownFor);
        await ReadAsync(store);

        Assert.Equal(0, CountRows());
    }

    [Fact]
    public async Task Many_rows_are_forgotten_in_parts_between_which_accounts_are_changed()
    {
        SqliteAccounts accounts = _site.Open(time: _time);
        const string Fill =
            "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 30000) "
            + "INSERT INTO attempts SELECT x'01' || randomblob(16), 1000, 1000, NULL, NULL, 1000 FROM n";
        Assert.Equal("", ExternalTool.Run("sqlite3", [_site.Database, Fill]).Error);

        int before = CountRows();
        while (before > 0)
        {
            await AccountSite.RevokeAsync(accounts, "alice");
            await ReadAsync(accounts.Attempts);
            int left = CountRows();
            Assert.Equal(Math.Max(0, before - AttemptForgetting.MaxRows), left);
            before = left;
        }
    }

    [Fact]
    public async Task Flood_of_networks_keeps_the_table_at_its_capacity_and_pushes_out_no_name()
    {
        SqliteAccounts accounts = _site.Open(time: _time);
        var store = new SqliteAttemptStore(
            new SqliteAccountDatabase(_site.Database, TimeSpan.FromSeconds(5)), () => accounts.Attempts.Key, _time, capacity: 1_000);
        await store.AddAsync([Tries(1)], CancellationToken.None);

        for (int batch = 0; batch < 4; batch++)
        {
            await store.AddAsync(
                [.. Enumerable.Range(0, 500).Select(number => new AttemptChange(
                    new(AttemptKind.Network, (UInt128)((batch * 500) + number)), 1 + (number % 3), TimeSpan.FromHours(1), Most: 68))],
                CancellationToken.None);
        }

        Assert.Equal(1_000, CountRows());
        Assert.Equal(TimeSpan.FromMinutes(16), (await AddAsync(store, Tries(1))).Debt);
    }

    [Fact]
    public async Task Database_of_the_version_before_is_upgraded_and_keeps_its_accounts()
    {
        SqliteAccounts accounts = _site.Open();
        await AccountSite.RevokeAsync(accounts, "alice");
        _site.Close(accounts);
        const string Before =
            "DROP TABLE attempts; CREATE TABLE attempts "
            + "(key BLOB PRIMARY KEY, failures INTEGER NOT NULL, last INTEGER NOT NULL, changed INTEGER NOT NULL) WITHOUT ROWID; "
            + "CREATE INDEX attempts_changed ON attempts (changed); PRAGMA user_version = 1";
        Assert.Equal("", ExternalTool.Run("sqlite3", [_site.Database, Before]).Error);

        accounts = _site.Open();

        Assert.Equal(1, AccountSite.Epoch(accounts, "alice"));
        Assert.Equal(TimeSpan.FromMinutes(8), (await AddAsync(accounts.Attempts, Tries(1))).Debt);
    }

    private static AttemptChange Tries(int tries) => new(Name, tries, TimeSpan.FromMinutes(8), Most: 100);

    private static AttemptChange SignIn() => new(Network, 0, TimeSpan.FromHours(2), Most: 20) { SignsIn = true, Place = "192.0.2.1" };

    private static async Task<(TimeSpan Debt, TimeSpan Age)> AddAsync(IAttemptStore store, AttemptChange change)
    {
        AttemptCount count = Assert.Single(await store.AddAsync([change], CancellationToken.None));
        return (count.Debt, count.Age);
    }

    private static Task<IReadOnlyList<AttemptCount>> ReadAsync(IAttemptStore store) =>
        store.ReadChangedAsync(TimeSpan.FromHours(6), 100, CancellationToken.None);

    private IAttemptStore Open() => _site.Open(time: _time).Attempts;

    private int CountRows() => int.Parse(
        ExternalTool.Run("sqlite3", [_site.Database, "SELECT count(*) FROM attempts"]).Output,
        System.Globalization.CultureInfo.InvariantCulture);
}
