namespace HtpasswdAuth;

/// <summary>How well a store is.</summary>
public enum StoreCondition
{
    /// <summary>Nothing is served, or what is served may not be trusted for long.</summary>
    Unhealthy = 0,

    /// <summary>Sign-ins go on, from what was read last for example; something else does not.</summary>
    Degraded,

    /// <summary>All is well.</summary>
    Healthy,
}
