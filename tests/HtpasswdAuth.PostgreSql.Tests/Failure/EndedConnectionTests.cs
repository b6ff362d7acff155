using HtpasswdAuth.Testing;
using Npgsql;

namespace HtpasswdAuth.PostgreSql.Tests;

/// <summary>Connections that ended while they lay idle cost nothing, and nothing that may have been done is done twice.</summary>
public sealed class EndedConnectionTests(PostgreSqlFixture fixture)
{
    private const string EndAll =
        "SELECT count(pg_terminate_backend(pid, 5000)) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()";

    public static TheoryData<string> Changes => new(ByName.Keys);

    private static Dictionary<string, Func<FleetNode, Task>> ByName { get; } = new()
    {
        ["password"] = async node => Assert.True(await node.ReplaceAsync("alice", "$apr1$a", "$apr1$new")),
        ["code"] = node => node.OtpStates.UpdateAsync("alice", state => state with { Epoch = state.Epoch + 1 }, CancellationToken.None),
        ["password state"] = node => node.PasswordStates.UpdateAsync("alice", state => state with { MustChange = true }, CancellationToken.None),
        ["enrolment"] = node => node.OtpSecrets.UpdateAsync(
            "alice", user => user with { AppPasswords = [.. user.AppPasswords, AppPassword.Create("alice", "mail", DateTimeOffset.UnixEpoch, out _)] }, CancellationToken.None),
        ["attempts"] = node => node.Attempts.AddAsync(
            [new(new(AttemptKind.Name, 1), 1, TimeSpan.FromMinutes(1), Most: 100)], CancellationToken.None),
        ["key"] = node =>
        {
            node.KeyRing.Add("key", "<key/>");
            return Task.CompletedTask;
        },
    };

    [Theory]
    [MemberData(nameof(Changes))]
    public async Task First_change_after_the_server_ended_all_connections_is_made(string change)
    {
        await using TestFleet fleet = await TestFleet.StartAsync(fixture);
        FleetNode node = await fleet.StartNodeAsync(options => options.UseNotifications = false, new FakeTimeProvider());
        await node.ReplaceAsync("bob", "$apr1$b", "$apr1$warm");

        Assert.True(await fleet.ExecuteAsync(EndAll) is > 0L);

        await ByName[change](node);
    }

    [Fact]
    public async Task Node_that_only_asks_does_not_notice_that_its_connections_ended()
    {
        await using TestFleet fleet = await TestFleet.StartAsync(fixture);
        FleetNode node = await fleet.StartNodeAsync(options => options.UseNotifications = false);
        FleetNode writing = await fleet.StartNodeAsync(options => options.UseNotifications = false);

        for (int round = 0; round < 3; round++)
        {
            await fleet.ExecuteAsync(EndAll);
            await writing.ReplaceAsync("alice", round == 0 ? "$apr1$a" : $"$apr1${round}", $"$apr1${round + 1}");
            await node.SeesAsync("alice", $"$apr1${round + 1}");
        }

        Assert.Empty(fleet.Logs.Named(nameof(EventIds.DatabaseAway)));
    }

    [Fact]
    public async Task Change_that_may_have_been_made_is_not_made_again()
    {
        await using TestFleet fleet = await TestFleet.StartAsync(fixture);
        FleetNode node = await fleet.StartNodeAsync(options => options.UseNotifications = false, new FakeTimeProvider());
        await fleet.ExecuteAsync(
            """
            CREATE SEQUENCE tried;
            CREATE FUNCTION ended() RETURNS trigger LANGUAGE plpgsql AS
                $$ BEGIN PERFORM nextval('tried'); PERFORM pg_terminate_backend(pg_backend_pid()); RETURN NEW; END $$;
            CREATE TRIGGER ended BEFORE UPDATE ON htpasswd.versions FOR EACH ROW EXECUTE FUNCTION ended();
            """);

        await Assert.ThrowsAnyAsync<IOException>(() => node.ReplaceAsync("alice", "$apr1$a", "$apr1$lost"));
        await Assert.ThrowsAnyAsync<IOException>(() => ByName["code"](node));

        Assert.Equal(2L, await fleet.ExecuteAsync("SELECT last_value FROM tried"));
    }

    [Fact]
    public void Only_statements_that_read_may_be_sent_twice()
    {
        Assert.False(Sql.MayChange(AccountSql.ReadVersions));
        Assert.False(Sql.MayChange(PostgreSqlOnly.Notify));
        Assert.All([Sql.InsertRow, Sql.UpdateRow, Sql.ReplaceHash, Sql.AddAttempts, Sql.ForgetAttempts, Sql.AddKey], sql => Assert.True(Sql.MayChange(sql)));
    }

    [Theory]
    [InlineData("57P01", true)]
    [InlineData("08006", true)]
    [InlineData("25P03", true)]
    [InlineData("40001", false)]
    [InlineData("57014", false)]
    public void End_of_a_connection_is_told_from_what_the_server_refuses(string state, bool isEnd) =>
        Assert.Equal(isEnd, DatabaseFailure.IsEndOfConnection(new PostgresException("", "FATAL", "FATAL", state)));
}
