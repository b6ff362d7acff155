using HtpasswdAuth.Testing;

namespace HtpasswdAuth.PostgreSql.Tests;

public sealed class MigrationTests(PostgreSqlFixture fixture)
{
    [Fact]
    public async Task Migrating_again_changes_nothing()
    {
        await using TestFleet fleet = await TestFleet.StartAsync(fixture);
        byte[]? key = (byte[]?)await fleet.ExecuteAsync("SELECT value FROM htpasswd.meta WHERE name = 'fleet-key'");

        Assert.Equal(Migrations.Newest, await fleet.Database.MigrateAsync());

        Assert.Equal(32, key!.Length);
        Assert.Equal(key, (byte[]?)await fleet.ExecuteAsync("SELECT value FROM htpasswd.meta WHERE name = 'fleet-key'"));
        Assert.Equal(2, (await fleet.Database.GetStatusAsync()).Users);
    }

    [Fact]
    public async Task Many_migrate_at_once_and_one_of_them_does_it()
    {
        string connectionString = await fixture.CreateDatabaseAsync();
        HtpasswdDatabase[] programs = [.. Enumerable.Range(0, 8).Select(_ => new HtpasswdDatabase(new() { ConnectionString = connectionString }))];

        int[] versions = await Task.WhenAll(programs.Select(program => program.MigrateAsync()));

        Assert.Single(versions, 0);
        Assert.Equal(7, versions.Count(version => version == Migrations.Newest));
        await Task.WhenAll(programs.Select(program => program.DisposeAsync().AsTask()));
    }

    [Fact]
    public async Task Database_without_tables_has_version_0_and_no_node_serves_it()
    {
        string connectionString = await fixture.CreateDatabaseAsync();
        await using var database = new HtpasswdDatabase(new() { ConnectionString = connectionString });
        HtpasswdDatabaseStatus status = await database.GetStatusAsync();
        IOException refused = await Assert.ThrowsAnyAsync<IOException>(() => database.ImportAsync(new MemoryStream()));

        Assert.Equal((0, Migrations.Newest), (status.SchemaVersion, status.ProgramVersion));
        Assert.Contains("htauth db migrate", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Newer_database_is_refused_with_what_to_do()
    {
        await using TestFleet fleet = await TestFleet.StartAsync(fixture);
        await fleet.ExecuteAsync("UPDATE htpasswd.meta SET value = '\\x3939' WHERE name = 'schema-version'");

        IOException migrating = await Assert.ThrowsAnyAsync<IOException>(() => fleet.Database.MigrateAsync());
        IOException exporting = await Assert.ThrowsAnyAsync<IOException>(fleet.ExportAsync);
        FleetNode node = await fleet.StartNodeAsync();

        Assert.Contains("newer than this program", migrating.Message, StringComparison.Ordinal);
        Assert.Contains("update HtpasswdAuth", exporting.Message, StringComparison.Ordinal);
        Assert.Null(node.Users.Current);
        Assert.Equal(StoreCondition.Unhealthy, node.Health.GetHealth().Condition);
        await Assert.ThrowsAnyAsync<IOException>(() => node.ReplaceAsync("alice", "$apr1$a", "$apr1$c"));
        Assert.Equal(99, (await fleet.Database.GetStatusAsync()).SchemaVersion);
    }

    [Fact]
    public async Task Sites_share_a_database_in_schemas_of_their_own()
    {
        await using TestFleet fleet = await TestFleet.StartAsync(fixture);
        await using var other = new HtpasswdDatabase(new() { ConnectionString = fleet.ConnectionString, Schema = "table" });
        await other.MigrateAsync();

        Assert.Equal(0, (await other.GetStatusAsync()).Users);
        Assert.Equal(2, (await fleet.Database.GetStatusAsync()).Users);
    }
}
