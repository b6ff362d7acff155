namespace HtpasswdAuth;

/// <summary>What a store has to tell a health check. It never names a user, a server or a password.</summary>
/// <param name="Condition">How well it is.</param>
/// <param name="Description">What is wrong and what to do, as whole sentences; empty for nothing.</param>
/// <param name="Data">Figures, by names in camel case.</param>
public sealed record StoreHealth(StoreCondition Condition, string Description, IReadOnlyDictionary<string, object> Data);
