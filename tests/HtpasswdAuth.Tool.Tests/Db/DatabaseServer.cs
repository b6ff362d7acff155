using HtpasswdAuth.Testing;

namespace HtpasswdAuth.Tool.Tests;

/// <summary>A PostgreSQL for the tests of one class.</summary>
public sealed class DatabaseServer : IAsyncLifetime
{
    public PostgreSqlServer Server { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Server = await PostgreSqlServer.StartNewAsync();

    public ValueTask DisposeAsync() => Server.DisposeAsync();
}
