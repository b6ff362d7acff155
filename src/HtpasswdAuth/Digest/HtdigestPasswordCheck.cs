namespace HtpasswdAuth;

/// <summary>What is wrong with the options of changing passwords behind Digest, one sentence each.</summary>
internal static class HtdigestPasswordCheck
{
    public static IEnumerable<string> Errors(HtdigestOptions options)
    {
        PasswordChangeOptions change = options.PasswordChange;
        (bool Holds, string Error)[] checks =
        [
            (change.Algorithm == PasswordHashAlgorithm.Bcrypt && change.Cost is null,
                "PasswordChange.Algorithm and Cost are of no use with Digest, which has hashes of its own. Leave them out."),
            (change.DigestFile is null && change.DigestRealm is null,
                "PasswordChange.DigestFile and DigestRealm are of no use with Digest: the new hashes are written into UserFile. Leave them out."),
        ];
        return checks.Where(check => !check.Holds).Select(check => check.Error)
            .Concat(PasswordChangeOptionsCheck.Errors(Common(change), PasswordHashLimits.Default));
    }

    /// <summary>What Basic has too: one mistake, one message.</summary>
    private static PasswordChangeOptions Common(PasswordChangeOptions change) => new()
    {
        Policy = change.Policy,
        MaxAge = change.MaxAge,
        UserNamePattern = change.UserNamePattern,
        TargetPath = change.TargetPath,
        MaxConcurrentChanges = change.MaxConcurrentChanges,
        MaxQueuedChanges = change.MaxQueuedChanges,
    };
}
