namespace HtpasswdAuth.Sqlite;

/// <summary>Tells whether accounts are served, and whether they can be changed.</summary>
internal sealed class SqliteStoreHealth(AccountLook look, IReadOnlyList<IReplica> replicas) : IStoreHealth
{
    public StoreHealth GetHealth()
    {
        string? problem = look.Problem;
        bool isServed = look.IsTrusted && replicas.All(replica => replica.IsLoaded);
        StoreCondition condition = !isServed ? StoreCondition.Unhealthy : problem is null ? StoreCondition.Healthy : StoreCondition.Degraded;
        return new StoreHealth(condition, WithoutFolder(problem), new Dictionary<string, object>(StringComparer.Ordinal)
        {
            ["accountsServed"] = isServed,
            ["enrolments"] = replicas[0].Count,
        });
    }

    /// <summary>More callers read what a health check says than may know where files lie.</summary>
    private string WithoutFolder(string? problem) =>
        problem?.Replace(Path.GetDirectoryName(look.DatabasePath) + Path.DirectorySeparatorChar, "", StringComparison.Ordinal) ?? "";
}
