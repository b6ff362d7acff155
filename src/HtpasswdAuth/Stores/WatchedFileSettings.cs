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

    /// <summary>
    /// Gets whether a file that is written to while it is read for the first time is served all the same, for the moment until it
    /// holds still: right where what is missing in it refuses somebody, wrong where it lets somebody pass.
    /// </summary>
    public bool ServesTornAtStart { get; init; }
}
