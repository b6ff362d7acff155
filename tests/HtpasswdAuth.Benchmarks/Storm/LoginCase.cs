namespace HtpasswdAuth.Benchmarks.Storm;

/// <summary>Logins that come all at once.</summary>
/// <param name="Cost">The bcrypt cost of their hashes.</param>
/// <param name="Workers">How many threads hash them.</param>
/// <param name="Logins">How many different users log in.</param>
internal sealed record LoginCase(int Cost, int Workers, int Logins);
