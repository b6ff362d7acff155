using HtpasswdAuth.Testing;
using Microsoft.Data.Sqlite;

namespace HtpasswdAuth.Sqlite.Tests;

/// <summary>A database whose writers wait for another program looks well to those who read: health says what does not go on.</summary>
public sealed class AttemptHealthTests : IDisposable
{
    private readonly AccountSite _site = new();
    private readonly FakeTimeProvider _time = new();

    [Fact]
    public async Task Attempts_that_cannot_be_written_for_long_degrade_until_they_can()
    {
        SqliteAccounts accounts = _site.Open(new HtpasswdSqliteOptions { BusyTimeout = TimeSpan.FromMilliseconds(100) }, _time);
        using (SqliteConnection holder = SqliteAccountDatabase.Connect(_site.Database, TimeSpan.FromSeconds(5)))
        using (holder.BeginTransaction(deferred: false))
        {
            await RefuseAsync(accounts);
            Assert.Equal(StoreCondition.Healthy, accounts.Health.GetHealth().Condition);

            _time.Advance(TimeSpan.FromSeconds(30));
            await RefuseAsync(accounts);
            StoreHealth health = accounts.Health.GetHealth();

            Assert.Equal(StoreCondition.Degraded, health.Condition);
            Assert.Contains("event 1901", health.Description, StringComparison.Ordinal);
        }

        await AddAsync(accounts);
        Assert.Equal(StoreCondition.Healthy, accounts.Health.GetHealth().Condition);
    }

    [Fact]
    public async Task Failure_that_nobody_has_tried_to_repeat_is_no_state()
    {
        SqliteAccounts accounts = _site.Open(new HtpasswdSqliteOptions { BusyTimeout = TimeSpan.FromMilliseconds(100) }, _time);
        using SqliteConnection holder = SqliteAccountDatabase.Connect(_site.Database, TimeSpan.FromSeconds(5));
        using SqliteTransaction held = holder.BeginTransaction(deferred: false);
        await RefuseAsync(accounts);
        _time.Advance(TimeSpan.FromMinutes(1));
        await RefuseAsync(accounts);
        Assert.Equal(StoreCondition.Degraded, accounts.Health.GetHealth().Condition);

        _time.Advance(TimeSpan.FromMinutes(6));
        Assert.Equal(StoreCondition.Healthy, accounts.Health.GetHealth().Condition);
        await RefuseAsync(accounts);
        Assert.Equal(StoreCondition.Healthy, accounts.Health.GetHealth().Condition);
    }

    public void Dispose() => _site.Dispose();

    private static Task<IReadOnlyList<AttemptCount>> AddAsync(SqliteAccounts accounts) =>
        accounts.Attempts.AddAsync(
            [new AttemptChange(new AttemptKey(AttemptKind.Name, 1), 1, TimeSpan.FromMinutes(8), Most: 100)], CancellationToken.None);

    private static Task<IOException> RefuseAsync(SqliteAccounts accounts) => Assert.ThrowsAnyAsync<IOException>(() => AddAsync(accounts));
}
