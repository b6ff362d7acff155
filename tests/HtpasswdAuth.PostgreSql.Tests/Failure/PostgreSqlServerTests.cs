using HtpasswdAuth.Testing;
using Npgsql;

namespace HtpasswdAuth.PostgreSql.Tests;

/// <summary>The server that everything else here is tested against does what is said of it.</summary>
public sealed class PostgreSqlServerTests(PostgreSqlFixture fixture)
{
    [Fact]
    public async Task Killed_server_starts_again_with_what_it_acknowledged()
    {
        await using PostgreSqlServer server = await PostgreSqlServer.StartNewAsync();
        string database = server.CreateDatabase();
        await ExecuteAsync(database, "CREATE TABLE kept (number int); INSERT INTO kept VALUES (7)");

        await server.KillAsync();
        await Assert.ThrowsAnyAsync<NpgsqlException>(() => ExecuteAsync(database, "SELECT number FROM kept"));
        await server.StartAsync();

        Assert.Equal(7, await ExecuteAsync(database, "SELECT number FROM kept"));
    }

    [Fact]
    public async Task Every_database_is_a_new_one()
    {
        string one = await fixture.CreateDatabaseAsync();
        string other = await fixture.CreateDatabaseAsync();
        await ExecuteAsync(one, "CREATE TABLE here (number int)");

        Assert.True(await ExecuteAsync(other, "SELECT to_regclass('here') IS NULL") is true);
        Assert.Equal("on", await ExecuteAsync(one, "SHOW fsync"));
    }

    private static async Task<object?> ExecuteAsync(string connectionString, string sql)
    {
        await using var connection = new NpgsqlConnection(connectionString + ";Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync();
    }
}
