namespace HtpasswdAuth;

/// <summary>What a worker has taken out of the queue; used again and again by its worker.</summary>
internal sealed class VerifyGroup
{
    /// <summary>Gets the jobs to hash at once, all of <see cref="Work"/>.</summary>
    public List<VerifyJob> Jobs { get; } = [];

    /// <summary>Gets those that nobody waits for any more.</summary>
    public List<VerifyJob> Abandoned { get; } = [];

    public HashWork Work { get; set; }

    public void Clear()
    {
        Jobs.Clear();
        Abandoned.Clear();
    }
}
