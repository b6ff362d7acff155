namespace HtpasswdAuth;

/// <summary>What there is to tell of a watched file, at one moment.</summary>
/// <param name="File">The last good snapshot, or <see langword="null"/> before the first.</param>
/// <param name="Problems">How many of its lines have problems that matter under the scheme's options.</param>
/// <param name="LoadedAt">When that snapshot was read.</param>
/// <param name="UnavailableSince">Since when the file cannot be read; <see langword="null"/> when it can.</param>
/// <param name="Closed">Whether everybody is refused.</param>
internal sealed record CredentialStoreStatus(HtpasswdFile? File, int Problems, DateTimeOffset LoadedAt, DateTimeOffset? UnavailableSince, bool Closed);
