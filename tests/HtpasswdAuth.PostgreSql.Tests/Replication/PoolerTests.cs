using HtpasswdAuth.Testing;
using Npgsql;

namespace HtpasswdAuth.PostgreSql.Tests;

/// <summary>Nodes behind a pooler, which may take LISTEN and never tell anything.</summary>
public sealed class PoolerTests(PostgreSqlFixture fixture)
{
    [Theory]
    [InlineData("session", true)]
    [InlineData("transaction", false)]
    public async Task Listening_is_told_where_notifications_arrive_and_changes_do_either_way(string poolMode, bool isListening)
    {
        await using TestFleet fleet = await TestFleet.StartAsync(fixture);
        await using PgBouncer pooler = await PgBouncer.StartAsync(await fixture.GetServerAsync(), poolMode);
        string through = new NpgsqlConnectionStringBuilder(fleet.ConnectionString) { Port = pooler.Port }.ToString();
        FleetNode node = await fleet.StartNodeAsync(connectionString: through);
        FleetNode direct = await fleet.StartNodeAsync(options => options.UseNotifications = false);

        await Eventually.IsTrueAsync(
            () => fleet.Logs.Named(isListening ? nameof(EventIds.Listening) : nameof(EventIds.NotificationsUnproven)).Any(), "the node has found out");

        Assert.Equal(isListening, node.Health.GetHealth().Data["listening"]);
        await direct.ReplaceAsync("alice", "$apr1$a", "$apr1$direct");
        await node.SeesAsync("alice", "$apr1$direct");
        await node.ReplaceAsync("alice", "$apr1$direct", "$apr1$pooled");
        await direct.SeesAsync("alice", "$apr1$pooled");
        Assert.Equal(StoreCondition.Healthy, node.Health.GetHealth().Condition);
        Assert.Equal(isListening, node.Health.GetHealth().Data["listening"]);
    }

    [Fact]
    public async Task What_a_node_proves_to_itself_wakes_no_other()
    {
        await using TestFleet fleet = await TestFleet.StartAsync(fixture);
        await using var database = new FleetDatabase(fleet.Options());
        var changes = new WakeUp();
        var time = new FakeTimeProvider();
        var listener = new ChangeListener(
            database, "node", changes, new Freshness(time, TimeSpan.FromMinutes(1), TimeSpan.FromSeconds(1)), TimeSpan.FromSeconds(1), time, fleet.Logs.CreateLogger("listener"));
        using var stopping = new CancellationTokenSource();
        Task listening = listener.StepAsync(stopping.Token);
        await Eventually.IsTrueAsync(() => listener.IsListening, "it listens");
        Task change = changes.Next;

        await ChangeNotifier.TellAsync(database, "proof:0123456789abcdef", CancellationToken.None);
        await ChangeNotifier.TellAsync(database, "node", CancellationToken.None);
        Assert.False(change.IsCompleted);
        await ChangeNotifier.TellAsync(database, "another", CancellationToken.None);
        await change;

        await stopping.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => listening);
    }
}
