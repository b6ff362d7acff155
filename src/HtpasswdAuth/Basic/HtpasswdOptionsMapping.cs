namespace HtpasswdAuth;

/// <summary>What the parts below take from the options; they know nothing of the scheme.</summary>
internal static class HtpasswdOptionsMapping
{
    public static VerifierSettings ToVerifierSettings(this HtpasswdOptions options) => new()
    {
        Cache = options.VerifyCache,
        Throttle = options.AttemptThrottle,
        MaxConcurrentVerifications = options.MaxConcurrentVerifications,
        MaxQueuedVerifications = options.MaxQueuedVerifications,
        HashLimits = options.HashLimits,
        AllowPlaintext = options.AllowPlaintext,
    };

    public static WatchedFileSettings? ToGroupFileSettings(this HtpasswdOptions options) =>
        GroupFileSettings(options.GroupFile, options.PollInterval, options.MissingFileGrace);

    public static WatchedFileSettings? ToGroupFileSettings(this HtdigestOptions options) =>
        GroupFileSettings(options.GroupFile, options.PollInterval, options.MissingFileGrace);

    public static WatchedCredentialStoreSettings ToStoreSettings(this HtpasswdOptions options) => new(options.UserFile!)
    {
        PollInterval = options.PollInterval,
        MissingFileGrace = options.MissingFileGrace,
        AllowPlaintext = options.AllowPlaintext,
    };

    private static WatchedFileSettings? GroupFileSettings(string? path, TimeSpan pollInterval, TimeSpan grace) =>
        string.IsNullOrWhiteSpace(path) ? null : new WatchedFileSettings(path) { PollInterval = pollInterval, Grace = grace };
}
