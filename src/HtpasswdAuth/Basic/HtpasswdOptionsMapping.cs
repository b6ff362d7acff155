namespace HtpasswdAuth;

/// <summary>What the parts below take from the options; they know nothing of the scheme.</summary>
internal static class HtpasswdOptionsMapping
{
    public static VerifierSettings ToVerifierSettings(this HtpasswdOptions options) => new()
    {
        Cache = options.VerifyCache,
        MaxConcurrentVerifications = options.MaxConcurrentVerifications,
        MaxQueuedVerifications = options.MaxQueuedVerifications,
        HashLimits = options.HashLimits,
        AllowPlaintext = options.AllowPlaintext,
    };

    public static WatchedFileSettings? ToGroupFileSettings(this HtpasswdOptions options) =>
        GroupRoles.FileSettings(options.GroupFile, options.PollInterval, options.MissingFileGrace, options.ShrunkFileGrace);

    public static SecondFactorScheme ToSecondFactorScheme(this HtpasswdOptions options, string name) =>
        new(name, options.Realm, options.SecondFactor, options.TimeProvider!)
        {
            ClaimsIssuer = options.ClaimsIssuer,
        };

    public static WatchedCredentialStoreSettings ToStoreSettings(this HtpasswdOptions options) => new(options.UserFile!)
    {
        PollInterval = options.PollInterval,
        MissingFileGrace = options.MissingFileGrace,
        ShrunkFileGrace = options.ShrunkFileGrace,
        AllowPlaintext = options.AllowPlaintext,
    };
}
