namespace HtpasswdAuth.Sqlite.Tests;

/// <summary>An administrator changes many users at once while others change single ones.</summary>
public sealed class RewritingTests : IDisposable
{
    private const int Users = 40;

    private readonly AccountSite _site = new();

    [Fact]
    public async Task Change_of_all_users_and_changes_of_single_ones_lose_nothing_of_each_other()
    {
        using HtpasswdAccountDatabase database = _site.Administer();
        await database.PrepareAsync();
        string[] names = [.. Enumerable.Range(0, Users).Select(number => $"user{number}")];

        await Task.WhenAll(
            Task.Run(() => Parallel.ForEachAsync(names, async (name, _) =>
            {
                using HtpasswdAccountDatabase other = _site.Administer();
                await other.UpdateOtpUserAsync(name, held => With(held, "single"), CancellationToken.None);
            })),
            Task.Run(() => Parallel.ForEachAsync(Enumerable.Range(0, 10), async (round, _) =>
                await database.UpdateOtpUsersAsync(file => file.With(names.Select(name => With(Find(file, name), $"all{round}"))), CancellationToken.None))));

        OtpSecretsFile secrets = await database.ReadOtpSecretsAsync();
        Assert.All(names, name => Assert.Equal(11, Find(secrets, name).AppPasswords.Select(password => password.Name).Distinct().Count()));
    }

    [Fact]
    public async Task Change_that_fails_on_the_way_changes_nobody()
    {
        using HtpasswdAccountDatabase database = _site.Administer();
        await database.PrepareAsync();
        await database.UpdateOtpUserAsync("alice", held => With(held, "before"));

        await Assert.ThrowsAnyAsync<Exception>(() => database.UpdateOtpUsersAsync(file =>
            file.With([With(Find(file, "alice"), "after"), With(Find(file, "alice"), "twice")])));

        Assert.Equal("before", Assert.Single(Find(await database.ReadOtpSecretsAsync(), "alice").AppPasswords).Name);
        await database.UpdateOtpUserAsync("alice", held => With(held, "goes on"));
    }

    public void Dispose() => _site.Dispose();

    private static OtpUser Find(OtpSecretsFile file, string name) => file.TryFind(name, out OtpUser? user) ? user : new OtpUser(name);

    private static OtpUser With(OtpUser user, string password) => user with
    {
        AppPasswords = user.AppPasswords.Add(AppPassword.Create(user.Name, password, DateTimeOffset.UnixEpoch, out _)),
    };
}
