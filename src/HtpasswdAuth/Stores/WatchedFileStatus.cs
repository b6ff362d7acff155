namespace HtpasswdAuth;

/// <summary>What there is to tell of a watched file, at one moment.</summary>
/// <param name="Snapshot">The last good one, or <see langword="null"/> before the first.</param>
/// <param name="LoadedAt">When that snapshot was read, or written by this process.</param>
/// <param name="Trouble">Why the file as it is now is not what is served.</param>
/// <param name="Since">Since when there is trouble of that sort; <see langword="null"/> without.</param>
/// <param name="Closed">Whether nothing is served.</param>
/// <param name="Flaw">What is wrong with a broken file.</param>
internal sealed record WatchedFileStatus<T>(
    T? Snapshot, DateTimeOffset LoadedAt, FileTrouble Trouble, DateTimeOffset? Since, bool Closed, string? Flaw = null)
    where T : class
{
    /// <summary>Gets since when the file cannot be read; <see langword="null"/> when it can.</summary>
    public DateTimeOffset? UnavailableSince => Trouble is FileTrouble.Broken ? null : Since;
}
