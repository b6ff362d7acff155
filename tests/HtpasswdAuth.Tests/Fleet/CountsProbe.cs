namespace HtpasswdAuth.Tests;

/// <summary>Counts nothing, and tells that it was asked to.</summary>
internal sealed class CountsProbe(Action? merged = null) : IAttemptCounts
{
    public void Merge(AttemptCount count, AttemptChanges pending) => merged?.Invoke();

    public void Lose(AttemptChange change)
    {
    }
}
