namespace HtpasswdAuth;

/// <summary>What a node has to add to a count that all nodes share.</summary>
/// <param name="Key">What is counted for.</param>
/// <param name="Failures">How many wrong passwords more; negative for those that turned out to be none. The moment of the last one is renewed by a positive number.</param>
/// <param name="Clears">Whether the count begins anew, with <paramref name="Failures"/>.</param>
public readonly record struct AttemptChange(AttemptKey Key, int Failures, bool Clears = false);
