namespace HtpasswdAuth;

/// <summary>What is still to be told of one key.</summary>
/// <param name="Change">What has changed.</param>
/// <param name="Times">How often it was tried to tell it.</param>
internal readonly record struct PendingAttempts(AttemptChange Change, int Times)
{
    /// <summary>This and what has changed since, in one.</summary>
    public PendingAttempts Then(AttemptChange next) => next.Clears
        ? new(next with { SignsIn = next.SignsIn || Change.SignsIn }, Times)
        : new(next with { Tries = Change.Tries + next.Tries, Clears = Change.Clears, SignsIn = next.SignsIn || Change.SignsIn }, Times);
}
