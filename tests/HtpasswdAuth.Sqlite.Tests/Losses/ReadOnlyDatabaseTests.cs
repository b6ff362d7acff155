using HtpasswdAuth.Testing;

namespace HtpasswdAuth.Sqlite.Tests;

/// <summary>A database that can be read and not written: sign-ins that change nothing go on, changes are refused with what to do.</summary>
public sealed class ReadOnlyDatabaseTests : IDisposable
{
    private readonly AccountSite _site = new();

    [Fact]
    public async Task Read_only_file_is_read_and_changes_are_refused_until_it_can_be_written()
    {
        SqliteAccounts before = _site.Open();
        await AccountSite.EnrolAsync(before, _site.Enrolment("alice"));
        _site.Close(before);
        SqliteAccounts accounts;
        using (new ReadOnlyFile(_site.Database))
        {
            accounts = _site.Open();

            Assert.NotNull(accounts.OtpSecrets.Current!.Users.Single().Enrolment);
            Assert.False(accounts.OtpSecrets.IsWritable);
            IOException exception = await Assert.ThrowsAnyAsync<IOException>(() => AccountSite.RevokeAsync(accounts, "alice"));
            Assert.Contains("let this process write the file and its folder", exception.Message, StringComparison.Ordinal);
        }

        await Eventually.IsTrueAsync(() => accounts.OtpSecrets.IsWritable, "it can be written");
        await AccountSite.RevokeAsync(accounts, "alice");
        Assert.Equal(1, AccountSite.Epoch(accounts, "alice"));
    }

    public void Dispose() => _site.Dispose();
}
