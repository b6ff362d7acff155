namespace HtpasswdAuth;

/// <summary>What there is to tell of a watched file, at one moment.</summary>
/// <param name="File">Its name, without the path.</param>
/// <param name="Users">How many users the last whole snapshot has, or <see langword="null"/> before the first.</param>
/// <param name="Problems">How many of its lines have problems that matter under the scheme's options.</param>
/// <param name="LoadedAt">When that snapshot was read.</param>
/// <param name="State">What the file is.</param>
/// <param name="UnavailableSince">Since when the file cannot be used; <see langword="null"/> when it can.</param>
/// <param name="Closed">Whether all users are refused.</param>
internal sealed record CredentialStoreStatus(
    string File, int? Users, int Problems, DateTimeOffset LoadedAt, CredentialFileState State, DateTimeOffset? UnavailableSince, bool Closed)
{
    /// <summary>Gets why the file cannot be used; to go into brackets.</summary>
    public required string Reason { get; init; }

    /// <summary>Gets who may only read the file and could keep its writers waiting; <see langword="null"/> for nobody.</summary>
    public string? BlockingReaders { get; init; }

    /// <summary>Gets what an administrator has to do; <see langword="null"/> for nothing.</summary>
    public string? Remedy { get; init; }

    public static CredentialStoreStatus Of<T>(string path, WatchedFileStatus<T> status, CredentialFileTraits<T> traits)
        where T : class
    {
        T? file = status.Snapshot;
        return new CredentialStoreStatus(
            Path.GetFileName(path),
            file is null ? null : traits.CountUsers(file),
            file is null ? 0 : traits.CountProblems(file),
            status.LoadedAt,
            status.State,
            status.UnavailableSince,
            status.Closed)
        {
            Reason = status.Reason,
            Remedy = status.Remedy,
        };
    }
}
