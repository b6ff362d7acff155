namespace HtpasswdAuth;

/// <summary>What a store of credentials takes from a scheme's options.</summary>
internal sealed record WatchedCredentialStoreSettings(string UserFile)
{
    public TimeSpan PollInterval { get; init; } = TimeSpan.FromSeconds(1);

    public TimeSpan MissingFileGrace { get; init; } = TimeSpan.FromSeconds(10);

    public TimeSpan ShrunkFileGrace { get; init; } = CredentialFileEvidence.DefaultShrunkFor;

    /// <summary>Gets whether texts of no known scheme are passwords by the administrator's will, and so not worth a warning.</summary>
    public bool AllowPlaintext { get; init; }

    public WatchedFileSettings ToWatchedFile() => new(UserFile)
    {
        PollInterval = PollInterval,
        Grace = MissingFileGrace,
    };
}
