namespace HtpasswdAuth;

/// <summary>What is still to be told of one key.</summary>
/// <param name="Failures">How many wrong passwords more; see <see cref="AttemptChange.Failures"/>.</param>
/// <param name="Clears">Whether the count begins anew.</param>
/// <param name="Tries">How often it was tried to tell it.</param>
internal readonly record struct PendingAttempts(int Failures, bool Clears, int Tries);
