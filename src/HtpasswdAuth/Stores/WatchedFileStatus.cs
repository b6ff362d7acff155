namespace HtpasswdAuth;

/// <summary>What there is to tell of a watched file, at one moment.</summary>
/// <param name="Snapshot">The last whole one, or <see langword="null"/> before the first.</param>
/// <param name="LoadedAt">When that snapshot was read, or written by this process.</param>
/// <param name="State">What the file is now; what is served is the snapshot where it is whole.</param>
/// <param name="Since">Since when it is not whole; <see langword="null"/> where it is.</param>
/// <param name="Closed">Whether nothing is served.</param>
/// <param name="Flaw">What is wrong with a broken file.</param>
internal sealed record WatchedFileStatus<T>(
    T? Snapshot, DateTimeOffset LoadedAt, CredentialFileState State, DateTimeOffset? Since, bool Closed, string? Flaw = null)
    where T : class
{
    /// <summary>Gets what is known of why the file cannot be used beyond what the state says.</summary>
    public FileObstacle? Obstacle { get; init; }

    /// <summary>Gets why the file cannot be used; to go into brackets.</summary>
    public string Reason => Obstacle?.Reason ?? FileStateText.Reason(State);

    /// <summary>Gets what an administrator has to do; <see langword="null"/> for nothing.</summary>
    public string? Remedy => Obstacle?.Remedy ?? FileStateText.Remedy(State);

    /// <summary>Gets whether what is served is the last whole file and not the one that is there, until the grace ends.</summary>
    public bool IsLost => Flaw is null
        && State is not (CredentialFileState.Whole or CredentialFileState.Settling or CredentialFileState.Shrunk);

    /// <summary>Gets since when the file cannot be used; <see langword="null"/> when it can.</summary>
    public DateTimeOffset? UnavailableSince => IsLost ? Since : null;
}
