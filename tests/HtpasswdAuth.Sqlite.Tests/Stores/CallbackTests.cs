using HtpasswdAuth.Testing;

namespace HtpasswdAuth.Sqlite.Tests;

/// <summary>
/// What is thrown inside code that runs beside requests is logged and gone, and changes of other processes are found on. The faults are of the whole
/// process, so nothing runs beside these tests.
/// </summary>
[Collection(nameof(RunsAlone))]
public sealed class CallbackTests : IDisposable
{
    private const int Times = 3;

    private readonly AccountSite _site = new();
    private int _left = Times;

    [Fact]
    public async Task Look_that_throws_is_logged_and_the_next_finds_the_change()
    {
        SqliteAccounts one = _site.Open();
        SqliteAccounts other = _site.Open();
        Throw(CallbackNames.LookAtAccounts);
        await AccountSite.RevokeAsync(one, "alice");

        await Eventually.IsTrueAsync(() => AccountSite.Epoch(other, "alice") == 1 && Volatile.Read(ref _left) <= 0, "the change, and the faults");

        await Eventually.IsTrueAsync(() => _site.Logs.Named(nameof(EventIds.AccountCodeFailed)).Count() == Times, "each fault is logged");
    }

    [Fact]
    public async Task Work_that_throws_is_its_callers_and_the_next_is_done()
    {
        SqliteAccounts accounts = _site.Open();
        Throw(CallbackNames.WorkOnAccounts);
        for (int fault = 0; fault < Times; fault++)
        {
            await Assert.ThrowsAsync<InvalidOperationException>(() => AccountSite.RevokeAsync(accounts, "alice"));
        }

        await AccountSite.RevokeAsync(accounts, "alice");

        Assert.Equal(1, AccountSite.Epoch(accounts, "alice"));
    }

    public void Dispose()
    {
        Callbacks.Entering = null;
        _site.Dispose();
    }

    private void Throw(string name) => Callbacks.Entering = entered =>
    {
        if (entered == name && Interlocked.Decrement(ref _left) >= 0)
        {
            throw new InvalidOperationException($"Thrown inside {name}");
        }
    };
}
