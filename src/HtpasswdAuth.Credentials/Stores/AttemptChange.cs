namespace HtpasswdAuth;

/// <summary>What a node has to add to a count that all nodes share.</summary>
/// <param name="Key">What is counted for.</param>
/// <param name="Tries">
/// How many tries more; negative for those that turned out to be none. The moment of the last one is renewed by a positive number.
/// </param>
/// <param name="Period">After how long one try is given back.</param>
/// <param name="Most">How many tries are remembered at most.</param>
public readonly record struct AttemptChange(AttemptKey Key, int Tries, TimeSpan Period, int Most)
{
    /// <summary>Gets whether the count begins anew, with <see cref="Tries"/>.</summary>
    public bool Clears { get; init; }

    /// <summary>
    /// Gets whether the user has signed in there now. What was signed in from is kept for <see cref="AttemptCount.KnownFor"/>.
    /// </summary>
    public bool SignsIn { get; init; }

    /// <summary>
    /// Gets which network it was, for administrators: at most 64 characters; <see langword="null"/> for the one that is held.
    /// </summary>
    public string? Place { get; init; }
}
