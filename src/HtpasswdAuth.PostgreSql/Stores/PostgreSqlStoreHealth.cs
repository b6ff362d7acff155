namespace HtpasswdAuth.PostgreSql;

/// <summary>Tells whether the copy is served, and whether the database can be changed.</summary>
internal sealed class PostgreSqlStoreHealth(
    Synchronizer synchronizer, Freshness freshness, IReadOnlyList<IReplica> replicas, ChangeListener? listener, AttemptHealth attempts)
    : IStoreHealth
{
    public StoreHealth GetHealth()
    {
        string? problem = synchronizer.Problem;
        bool isServed = freshness.IsTrusted && replicas.All(replica => replica.IsLoaded);
        StoreCondition condition = !isServed ? StoreCondition.Unhealthy : problem is null ? StoreCondition.Healthy : StoreCondition.Degraded;
        return attempts.AddTo(new StoreHealth(condition, Description(condition, problem), Data()));
    }

    private static string Description(StoreCondition condition, string? problem) => condition switch
    {
        StoreCondition.Healthy => "",
        StoreCondition.Degraded => $"{problem} Sign-ins go on from what was read last; codes and changes are refused until it is back.",
        _ => $"{problem ?? "The database was not read yet."} Everybody is refused.",
    };

    private Dictionary<string, object> Data()
    {
        Dictionary<string, object> data = new(StringComparer.Ordinal)
        {
            ["users"] = replicas[0].Count,
            ["version"] = replicas[0].Seen,
            ["listening"] = listener?.IsListening ?? false,
        };
        if (!freshness.IsNever)
        {
            data["secondsBehind"] = Math.Round(freshness.Age.TotalSeconds, 1);
        }

        return data;
    }
}
