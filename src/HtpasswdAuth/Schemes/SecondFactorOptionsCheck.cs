namespace HtpasswdAuth;

/// <summary>What is wrong with the options of the second factor, one sentence each.</summary>
internal static class SecondFactorOptionsCheck
{
    /// <param name="factor">The options.</param>
    /// <param name="userFile">The scheme's own file.</param>
    public static IEnumerable<string> Errors(SecondFactorOptions factor, string? userFile)
    {
        (bool Holds, string Error)[] checks =
        [
            (Enum.IsDefined(factor.Mode), "SecondFactor.Mode must be None, Required, WhenEnrolled or StepUp."),
            (factor.Window is >= 0 and <= 4, "SecondFactor.Window must be 0 to 4."),
            (factor.LookAhead is >= 0 and <= 100, "SecondFactor.LookAhead must be 0 to 100."),
            (IsBetween(factor.Lifetime, TimeSpan.FromMinutes(1), TimeSpan.FromHours(24)), "SecondFactor.Lifetime must be 1 minute to 24 hours."),
            (IsBetween(factor.IdleLifetime, TimeSpan.FromMinutes(1), factor.Lifetime), "SecondFactor.IdleLifetime must be 1 minute to SecondFactor.Lifetime."),
            (IsBetween(factor.DeviceLifetime, TimeSpan.FromHours(1), TimeSpan.FromDays(400)), "SecondFactor.DeviceLifetime must be 1 hour to 400 days."),
            (factor.AppPasswords.MaxLifetime is not { } longest || IsBetween(longest, TimeSpan.FromHours(1), TimeSpan.FromDays(3660)),
                "SecondFactor.AppPasswords.MaxLifetime must be 1 hour to 3660 days; leave it out for no limit."),
            (factor.Issuer is null or { Length: >= 1 and <= 64 } && factor.Issuer?.Any(char.IsControl) != true, "SecondFactor.Issuer must be 1 to 64 characters."),
            (IsLocalPath(factor.CodePath), "SecondFactor.CodePath must be a path of this site, such as /account/code."),
            (IsLocalPath(factor.EnrolmentPath), "SecondFactor.EnrolmentPath must be a path of this site, such as /account/enrol."),
            (IsDomain(factor.CookieDomain), "SecondFactor.CookieDomain must be a domain such as example.com; leave it out to keep the cookie to this host."),
            (userFile is null || factor.KeyFile != userFile, "SecondFactor.KeyFile must be a file of its own, and not the UserFile."),
        ];
        return checks.Where(check => !check.Holds).Select(check => check.Error);
    }

    public static bool IsLocalPath(string? path) =>
        path is null || (path.StartsWith('/') && !path.StartsWith("//", StringComparison.Ordinal) && !path.AsSpan().ContainsAny('\\', '?', '#'));

    private static bool IsBetween(TimeSpan value, TimeSpan least, TimeSpan most) => value >= least && value <= most;

    private static bool IsDomain(string? domain) =>
        domain is null || (Uri.CheckHostName(domain.TrimStart('.')) == UriHostNameType.Dns && domain.Contains('.', StringComparison.Ordinal));
}
