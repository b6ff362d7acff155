using System.Text;
using HtpasswdAuth.Testing;

namespace HtpasswdAuth.PostgreSql.Tests;

public sealed class StoreTests(PostgreSqlFixture fixture)
{
    private static readonly DateTimeOffset Now = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

    public static TheoryData<string> Names =>
        ["o'hara", "x'; DROP TABLE htpasswd.users; --", "back\\slash", "\"quoted\"", "$1", "@schema", "@value", "percent%", "Ünï©ode 😀", "{0}", "E'\\x00'"];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Names_are_data_everywhere(string name)
    {
        await using TestFleet fleet = await TestFleet.StartAsync(fixture, $"alice:$apr1$a\n{name}:$apr1$n\n");
        FleetNode one = await fleet.StartNodeAsync();
        FleetNode other = await fleet.StartNodeAsync();

        Assert.True(await one.ReplaceAsync(name, "$apr1$n", "$apr1$'\"\\x;--"));
        await one.OtpStates.UpdateAsync(name, state => state with { Epoch = 3 }, CancellationToken.None);
        await one.PasswordStates.UpdateAsync(name, state => state with { MustChange = true }, CancellationToken.None);
        await one.OtpSecrets.UpdateAsync(name, user => user with { Ticket = EnrolmentTicket.Create(name, Now, out _) }, CancellationToken.None);

        await other.SeesAsync(name, "$apr1$'\"\\x;--");
        await Eventually.IsTrueAsync(() => other.OtpStates.Current!.Find(name).Epoch == 3, "the state arrives");
        await Eventually.IsTrueAsync(() => other.PasswordStates.Current!.Find(name).MustChange, "the password's state arrives");
        await Eventually.IsTrueAsync(() => other.OtpSecrets.Current!.TryFind(name, out _), "the ticket arrives");
        Assert.Equal("$apr1$a", other.HashOf("alice"));
        Assert.Equal($"alice:$apr1$a\n{name}:$apr1$'\"\\x;--\n", Encoding.UTF8.GetString(await fleet.ExportAsync()));
    }

    [Fact]
    public async Task What_a_user_has_can_be_removed_and_come_back()
    {
        await using TestFleet fleet = await TestFleet.StartAsync(fixture);
        FleetNode one = await fleet.StartNodeAsync();
        FleetNode other = await fleet.StartNodeAsync();
        for (int round = 0; round < 3; round++)
        {
            await one.OtpSecrets.UpdateAsync("alice", user => user with { Ticket = EnrolmentTicket.Create("alice", Now, out _) }, CancellationToken.None);
            await Eventually.IsTrueAsync(() => other.OtpSecrets.Current!.Count == 1, "the ticket arrives");
            await other.OtpSecrets.UpdateAsync("alice", user => user with { Ticket = null }, CancellationToken.None);
            Assert.Equal(0, other.OtpSecrets.Current!.Count);
            await Eventually.IsTrueAsync(() => one.OtpSecrets.Current!.Count == 0, "the ticket goes");
        }
    }

    [Fact]
    public async Task Change_that_changes_nothing_or_cannot_be_kept_writes_nothing()
    {
        await using TestFleet fleet = await TestFleet.StartAsync(fixture);
        FleetNode node = await fleet.StartNodeAsync();

        await node.OtpSecrets.UpdateAsync("alice", _ => null, CancellationToken.None);
        await node.OtpStates.UpdateAsync("alice", state => state, CancellationToken.None);
        await Assert.ThrowsAnyAsync<ArgumentException>(() => node.OtpStates.UpdateAsync("alice", _ => new OtpUserState("bob") { Epoch = 1 }, CancellationToken.None));
        await Assert.ThrowsAnyAsync<ArgumentException>(
            () => node.OtpStates.UpdateAsync(new string('x', 256), state => state with { Epoch = 1 }, CancellationToken.None));

        Assert.Equal(0L, await fleet.ExecuteAsync("SELECT version FROM htpasswd.versions WHERE name = 'otp_state'"));
        Assert.Equal(0L, await fleet.ExecuteAsync("SELECT version FROM htpasswd.versions WHERE name = 'otp_secrets'"));
    }

    [Fact]
    public async Task Files_beside_the_user_file_go_to_the_fleet_and_back()
    {
        await using TestFleet fleet = await TestFleet.StartAsync(fixture);
        OtpSecretsFile secrets = OtpSecretsFile.Empty.With(
        [
            new OtpUser("alice") { Ticket = EnrolmentTicket.Create("alice", Now, out _), AppPasswords = [AppPassword.Create("alice", "mail", Now, out _)] },
            new OtpUser("bob") { AppPasswords = [AppPassword.Create("bob", "calendar", Now, out _)] },
        ]);
        OtpStateFile states = OtpStateFile.Empty.With([new OtpUserState(OtpStateFile.Everyone) { Epoch = 2 }, new OtpUserState("alice") { Epoch = 5 }]);
        PasswordStateFile passwordStates = PasswordStateFile.Empty.With([new PasswordState("alice") { MustChange = true }]);

        Assert.Equal(new HtpasswdImportResult(2, 0, 0), await fleet.Database.ImportAsync(secrets));
        Assert.Equal(new HtpasswdImportResult(2, 0, 0), await fleet.Database.ImportAsync(states));
        Assert.Equal(new HtpasswdImportResult(1, 0, 0), await fleet.Database.ImportAsync(passwordStates));

        Assert.Equal(Lines(secrets.ToArray()), Lines((await fleet.Database.ExportOtpSecretsAsync()).ToArray()));
        Assert.Equal(Lines(states.ToArray()), Lines((await fleet.Database.ExportOtpStateAsync()).ToArray()));
        Assert.Equal(Lines(passwordStates.ToArray()), Lines((await fleet.Database.ExportPasswordStateAsync()).ToArray()));
        FleetNode node = await fleet.StartNodeAsync();
        Assert.Equal((2, 2), (node.OtpSecrets.Current!.Count, node.OtpStates.Current!.Epoch));
    }

    [Fact]
    public async Task Importing_an_old_state_makes_no_spent_code_good()
    {
        await using TestFleet fleet = await TestFleet.StartAsync(fixture);
        FleetNode node = await fleet.StartNodeAsync();
        OtpStateFile old = OtpStateFile.Empty.With([new OtpUserState("alice") { EnrolmentId = "0123456789abcdef", LastStep = 7 }]);
        await node.OtpStates.UpdateAsync("alice", state => state with { EnrolmentId = "0123456789abcdef", LastStep = 8 }, CancellationToken.None);

        Assert.Equal(new HtpasswdImportResult(0, 0, 0), await fleet.Database.ImportAsync(old));
        Assert.Equal(8, (await fleet.Database.ExportOtpStateAsync()).Find("alice").LastStep);

        Assert.Equal(new HtpasswdImportResult(0, 1, 0), await fleet.Database.ImportAsync(old, removeOthers: true));
        Assert.Equal(7, (await fleet.Database.ExportOtpStateAsync()).Find("alice").LastStep);
    }

    [Fact]
    public async Task Row_that_cannot_be_read_closes_its_table_and_no_other()
    {
        await using TestFleet fleet = await TestFleet.StartAsync(fixture);
        FleetNode node = await fleet.StartNodeAsync();
        await node.OtpStates.UpdateAsync("alice", state => state with { Epoch = 1 }, CancellationToken.None);

        await fleet.ExecuteAsync(
            "UPDATE htpasswd.versions SET version = 9 WHERE name = 'otp_state'; UPDATE htpasswd.otp_state SET lines = 'alice-secret', version = 9");
        await Eventually.IsTrueAsync(() => node.OtpStates.Current is null, "the table is closed");

        Assert.NotNull(node.Users.Current);
        Assert.Equal(StoreCondition.Unhealthy, node.Health.GetHealth().Condition);
        await Assert.ThrowsAnyAsync<IOException>(() => node.OtpStates.UpdateAsync("alice", state => state with { Epoch = 2 }, CancellationToken.None));

        await fleet.ExecuteAsync("DELETE FROM htpasswd.otp_state");
        await Eventually.IsTrueAsync(() => node.OtpStates.Current is not null, "the table is back");
        await Eventually.IsTrueAsync(() => node.Health.GetHealth().Condition == StoreCondition.Healthy, "the node is healthy");
        Assert.Single(fleet.Logs.Named(nameof(EventIds.TableBroken)));
        Assert.DoesNotContain("alice", fleet.Logs.Everything, StringComparison.Ordinal);
    }

    private static string[] Lines(byte[] file) => [.. Encoding.UTF8.GetString(file).Split('\n').Order(StringComparer.Ordinal)];
}
