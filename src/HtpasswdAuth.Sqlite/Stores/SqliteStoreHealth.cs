namespace HtpasswdAuth.Sqlite;

/// <summary>Tells whether accounts are served, and whether they can be changed.</summary>
internal sealed class SqliteStoreHealth(AccountPlace place, AccountLook look, IReadOnlyList<IReplica> replicas, AttemptHealth attempts)
    : IStoreHealth
{
    public StoreHealth GetHealth()
    {
        string? problem = look.Problem;
        bool isServed = look.IsTrusted && replicas.All(replica => replica.IsLoaded);
        StoreCondition condition = !isServed ? StoreCondition.Unhealthy : problem is null ? StoreCondition.Healthy : StoreCondition.Degraded;
        string description = problem is null ? "" : place.WithoutFolders(problem);
        return attempts.AddTo(new StoreHealth(condition, description, new Dictionary<string, object>(StringComparer.Ordinal)
        {
            ["accountsServed"] = isServed,
            ["enrolments"] = replicas[0].Count,
        }));
    }
}
