namespace HtpasswdAuth;

/// <summary>A count that all nodes share, at one moment.</summary>
/// <param name="Key">What is counted for.</param>
/// <param name="Failures">How many wrong passwords, 0 or more.</param>
/// <param name="Age">How long ago the last one was, by the clock of the store.</param>
public readonly record struct AttemptCount(AttemptKey Key, int Failures, TimeSpan Age);
