using HtpasswdAuth.Testing;

namespace HtpasswdAuth.Sqlite.Tests;

/// <summary>Processes of one machine see each other's changes, and none is lost.</summary>
public sealed class SharingTests : IDisposable
{
    private readonly AccountSite _site = new();

    [Fact]
    public async Task Change_counts_at_once_here_and_soon_in_every_other_process()
    {
        SqliteAccounts one = _site.Open();
        SqliteAccounts other = _site.Open();

        await AccountSite.RevokeAsync(one, "alice");

        Assert.Equal(1, AccountSite.Epoch(one, "alice"));
        await Eventually.IsTrueAsync(() => AccountSite.Epoch(other, "alice") == 1, "the revocation in the other process");
    }

    [Fact]
    public async Task Of_64_equal_codes_at_once_over_two_processes_one_is_accepted()
    {
        SqliteAccounts[] processes = [_site.Open(), _site.Open()];
        OtpEnrolment enrolment = _site.Enrolment("alice");
        await AccountSite.EnrolAsync(processes[0], enrolment);

        await Task.WhenAll(Enumerable.Range(0, 64).Select(number => processes[number % 2].OtpStates.UpdateAsync(
            "alice",
            state =>
            {
                if (!state.IsUnused(enrolment.Id, 7))
                {
                    return state;
                }

                OtpUserState next = state.WithAccepted(enrolment.Id, 7, device: null);
                return next with { Epoch = next.Epoch + 1 };
            },
            CancellationToken.None)));

        Assert.Equal(1, await ReadAsync(file => file.Find("alice").Epoch));
    }

    [Fact]
    public async Task No_change_of_two_processes_at_one_user_is_lost()
    {
        SqliteAccounts[] processes = [_site.Open(), _site.Open()];

        await Task.WhenAll(Enumerable.Range(0, 100).Select(number => AccountSite.RevokeAsync(processes[number % 2], "alice")));

        Assert.Equal(100, await ReadAsync(file => file.Find("alice").Epoch));
    }

    [Fact]
    public async Task Passwords_of_the_digest_file_have_states_of_their_own()
    {
        SqliteAccounts accounts = _site.Open();

        await accounts.DigestPasswordStates.UpdateAsync("alice", state => state with { MustChange = true }, CancellationToken.None);

        Assert.True(accounts.DigestPasswordStates.Current!.Find("alice").MustChange);
        Assert.False(accounts.PasswordStates.Current!.Find("alice").MustChange);
    }

    [Fact]
    public void Only_its_owner_can_read_the_database_and_what_belongs_to_it()
    {
        SqliteAccounts accounts = _site.Open();
        Assert.NotNull(accounts.OtpSecrets.Current);

        string[] files = [.. Directory.GetFiles(_site.Folder, "users.htpasswd.db*")];

        Assert.NotEmpty(files);
        Assert.SkipWhen(OperatingSystem.IsWindows(), "There are no modes.");
        Assert.All(files, path => Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, new FileInfo(path).UnixFileMode));
        Assert.Empty(Directory.GetFiles(_site.Folder, ".ht-*-new-*"));
    }

    [Fact]
    public async Task Processes_that_start_at_once_make_one_database()
    {
        SqliteAccounts[] processes = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => _site.Open())));

        await AccountSite.RevokeAsync(processes[0], "alice");

        foreach (SqliteAccounts process in processes)
        {
            await Eventually.IsTrueAsync(() => AccountSite.Epoch(process, "alice") == 1, "one database");
        }
    }

    public void Dispose() => _site.Dispose();

    private async Task<T> ReadAsync<T>(Func<OtpStateFile, T> read)
    {
        using HtpasswdAccountDatabase database = _site.Administer();
        return read(await database.ReadOtpStateAsync());
    }
}
