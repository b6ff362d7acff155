namespace HtpasswdAuth;

/// <summary>How a file is watched.</summary>
/// <param name="Path">Its full path.</param>
internal sealed record WatchedFileSettings(string Path)
{
    /// <summary>Gets how often the file is looked at without an event.</summary>
    public TimeSpan PollInterval { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>
    /// Gets for how long the last good snapshot is served when the file cannot be read any longer;
    /// <see cref="Timeout.InfiniteTimeSpan"/> for until it can.
    /// </summary>
    public TimeSpan Grace { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Gets how long a start waits for the first look; a site whose file system hangs starts closed.</summary>
    public TimeSpan FirstLookLimit { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Gets how long a change waits for the one before it, and how long its caller waits for it.</summary>
    public TimeSpan WriteLimit { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Gets how long a file that has lost most of its users must hold still to be believed.</summary>
    public TimeSpan ShrunkGrace { get; init; } = CredentialFileEvidence.DefaultShrunkFor;
}
