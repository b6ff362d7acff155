namespace HtpasswdAuth.Interop.Tests;

/// <summary>The clock of a machine that nobody has set: it runs, but not from the right time.</summary>
internal sealed class ShiftedClock(TimeSpan ahead) : TimeProvider
{
    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + ahead;
}
