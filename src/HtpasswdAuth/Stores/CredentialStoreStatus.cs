namespace HtpasswdAuth;

/// <summary>What there is to tell of a watched file, at one moment.</summary>
/// <param name="Users">How many users the last good snapshot has, or <see langword="null"/> before the first.</param>
/// <param name="Problems">How many of its lines have problems that matter under the scheme's options.</param>
/// <param name="LoadedAt">When that snapshot was read.</param>
/// <param name="UnavailableSince">Since when the file cannot be read; <see langword="null"/> when it can.</param>
/// <param name="Closed">Whether everybody is refused.</param>
internal sealed record CredentialStoreStatus(int? Users, int Problems, DateTimeOffset LoadedAt, DateTimeOffset? UnavailableSince, bool Closed)
{
    public static CredentialStoreStatus Of<T>(WatchedFileStatus<T> status, CredentialFileTraits<T> traits)
        where T : class
    {
        T? file = status.Snapshot;
        return new CredentialStoreStatus(
            file is null ? null : traits.CountUsers(file),
            file is null ? 0 : traits.CountProblems(file),
            status.LoadedAt,
            status.UnavailableSince,
            status.Closed);
    }
}
