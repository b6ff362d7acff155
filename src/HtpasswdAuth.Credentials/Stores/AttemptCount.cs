namespace HtpasswdAuth;

/// <summary>A count that all nodes share, at one moment.</summary>
/// <param name="Key">What is counted for.</param>
/// <param name="Debt">
/// How long until all tries are given back, zero or more: each try adds its period (<see cref="AttemptChange.Period"/>), and time takes it
/// off.
/// </param>
/// <param name="Age">How long ago the last try was, by the clock of the store.</param>
public readonly record struct AttemptCount(AttemptKey Key, TimeSpan Debt, TimeSpan Age)
{
    /// <summary>How long a network or a device that a user has signed in from is known as the user's.</summary>
    public static readonly TimeSpan KnownFor = TimeSpan.FromDays(14);

    /// <summary>Gets how long ago the user signed in there last, by the clock of the store; <see langword="null"/> for never.</summary>
    public TimeSpan? SinceSignIn { get; init; }

    /// <summary>Gets which network tried or signed in last; <see langword="null"/> where it is not known.</summary>
    public string? Place { get; init; }
}
