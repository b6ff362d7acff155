using System.Runtime.Versioning;
using HtpasswdAuth.PostgreSql;

namespace HtpasswdAuth.Tool.Tests;

/// <summary>An administrator changes many users of a fleet at once while nodes change single ones.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class FleetChangeTests(DatabaseServer servers) : IClassFixture<DatabaseServer>
{
    private const int Users = 40;

    [Fact]
    public async Task Change_of_all_users_and_changes_of_single_ones_lose_nothing_of_each_other()
    {
        HtpasswdDatabase database = new(new HtpasswdPostgreSqlOptions { ConnectionString = servers.Server.CreateDatabase() });
        await using (database)
        {
            await database.MigrateAsync(TestContext.Current.CancellationToken);
            string[] names = [.. Enumerable.Range(0, Users).Select(number => $"user{number}")];

            await Task.WhenAll(
                Parallel.ForEachAsync(names, async (name, stop) => await database.UpdateOtpUserAsync(name, held => With(held, "single"), stop)),
                Parallel.ForEachAsync(Enumerable.Range(0, 10), async (round, stop) =>
                    await database.UpdateOtpUsersAsync(file => file.With(names.Select(name => With(Find(file, name), $"all{round}"))), stop)));

            OtpSecretsFile secrets = await database.ExportOtpSecretsAsync(TestContext.Current.CancellationToken);
            Assert.All(names, name => Assert.Equal(11, Find(secrets, name).AppPasswords.Select(password => password.Name).Distinct().Count()));
        }
    }

    private static OtpUser Find(OtpSecretsFile file, string name) => file.TryFind(name, out OtpUser? user) ? user : new OtpUser(name);

    private static OtpUser With(OtpUser user, string password) => user with
    {
        AppPasswords = user.AppPasswords.Add(AppPassword.Create(user.Name, password, DateTimeOffset.UnixEpoch, out _)),
    };
}
