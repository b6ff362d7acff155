namespace HtpasswdAuth;

/// <summary>Those who wait with equal work, clients in turn.</summary>
internal sealed class VerifyLine(HashWork work)
{
    public HashWork Work { get; } = work;

    public FairQueue<VerifyJob> Jobs { get; } = new();

    /// <summary>
    /// Gets or sets the time the line has had, in rounds of bcrypt. A line that was empty for a while starts with what the others have had
    /// meanwhile, so that nobody saves up.
    /// </summary>
    public long Used { get; set; }
}
