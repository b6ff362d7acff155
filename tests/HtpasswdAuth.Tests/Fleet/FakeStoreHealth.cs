namespace HtpasswdAuth.Tests;

internal sealed class FakeStoreHealth(SharedDatabase database) : IStoreHealth
{
    public StoreHealth GetHealth() => database.Health;
}
