namespace HtpasswdAuth.Sqlite.Tests;

/// <summary>What a commit promises holds on every connection, on one from the pool as on a new one.</summary>
public sealed class ConnectionTests : IDisposable
{
    private readonly AccountSite _site = new();

    [Fact]
    public async Task Connection_from_the_pool_flushes_and_waits_as_a_new_one()
    {
        _site.Close(_site.Open());
        var timeout = TimeSpan.FromMilliseconds(1234);
        await using var database = new SqliteAccountDatabase(_site.Database, timeout);

        for (int use = 0; use < 3; use++)
        {
            (object? Synchronous, object? Timeout) settings = await database.RunAsync(
                async session => (await session.ReadValueAsync("PRAGMA synchronous", null), await session.ReadValueAsync("PRAGMA busy_timeout", null)),
                CancellationToken.None);

            const long Full = 2;
            Assert.Equal((Full, 1234L), settings);
        }
    }

    public void Dispose() => _site.Dispose();
}
