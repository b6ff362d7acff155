namespace HtpasswdAuth;

/// <summary>What the parts below take from the options; they know nothing of the scheme.</summary>
internal static class HtdigestOptionsMapping
{
    public static WatchedFileSettings? ToGroupFileSettings(this HtdigestOptions options) =>
        GroupRoles.FileSettings(options.GroupFile, options.PollInterval, options.MissingFileGrace, options.ShrunkFileGrace);

    public static SecondFactorScheme ToSecondFactorScheme(this HtdigestOptions options, string name) =>
        new(name, options.Realm, options.SecondFactor, options.TimeProvider!)
        {
            ClaimsIssuer = options.ClaimsIssuer,
        };
}
