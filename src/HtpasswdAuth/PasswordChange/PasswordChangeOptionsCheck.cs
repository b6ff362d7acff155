namespace HtpasswdAuth;

/// <summary>What is wrong with the options of changing passwords, one sentence each.</summary>
internal static class PasswordChangeOptionsCheck
{
    private const string Section = "PasswordChange";

    /// <param name="options">The options.</param>
    /// <param name="limits">What may sign in: a hash that is costlier would lock its user out.</param>
    public static IEnumerable<string> Errors(PasswordChangeOptions options, PasswordHashLimits limits)
    {
        PasswordPolicyOptions policy = options.Policy;
        (bool Holds, string Error)[] checks =
        [
            (policy.MinLength is >= 8 and <= 64, "Policy.MinLength must be 8 to 64."),
            (policy.MinLengthWithSecondFactor is >= 8 and <= 64, "Policy.MinLengthWithSecondFactor must be 8 to 64."),
            (policy.MaxLength is >= 64 and <= 1024, "Policy.MaxLength must be 64 to 1,024."),
            (policy.MinStrength is >= 0 and <= 4, "Policy.MinStrength must be 0 to 4."),
            (IsStrong(options.Algorithm), "Algorithm must be Bcrypt, Sha512Crypt or Sha256Crypt; the others are too weak for new passwords."),
            (!IsStrong(options.Algorithm) || IsCost(options, limits), CostError(options.Algorithm, limits)),
            (IsRealm(options.DigestRealm), "DigestRealm must be a realm as htdigest writes it, without colon and control characters."),
            (options.DigestRealm is null || options.DigestFile is not null, "DigestRealm is of no use without DigestFile."),
            (options.MaxAge is null || options.MaxAge >= TimeSpan.FromDays(1), "MaxAge must be a day or more."),
            (UserNamePattern.TryCreate(options.UserNamePattern, out _), "UserNamePattern is no regular expression of .NET."),
            (IsLocalPath(options.TargetPath), "TargetPath must be a path of this site, such as /welcome."),
            (options.MaxConcurrentChanges is >= 1 and <= 64, "MaxConcurrentChanges must be 1 to 64."),
            (options.MaxQueuedChanges is >= 0 and <= 10_000, "MaxQueuedChanges must be 0 to 10,000."),
        ];
        return checks.Where(check => !check.Holds).Select(check => $"{Section}.{check.Error}");
    }

    private static bool IsStrong(PasswordHashAlgorithm algorithm) =>
        algorithm is PasswordHashAlgorithm.Bcrypt or PasswordHashAlgorithm.Sha512Crypt or PasswordHashAlgorithm.Sha256Crypt;

    private static bool IsCost(PasswordChangeOptions options, PasswordHashLimits limits) =>
        options.Cost is not { } cost || (options.Algorithm == PasswordHashAlgorithm.Bcrypt
            ? cost >= limits.MinBcryptCost && cost <= limits.MaxBcryptCost
            : cost >= limits.MinShaCryptRounds && cost <= limits.MaxShaCryptRounds);

    private static string CostError(PasswordHashAlgorithm algorithm, PasswordHashLimits limits) => FormattableString.Invariant(
        algorithm == PasswordHashAlgorithm.Bcrypt
            ? (FormattableString)$"Cost must be {limits.MinBcryptCost} to {limits.MaxBcryptCost} for bcrypt, the bounds of HashLimits."
            : $"Cost must be {limits.MinShaCryptRounds:N0} to {limits.MaxShaCryptRounds:N0} rounds for SHA-crypt, the bounds of HashLimits.");

    private static bool IsRealm(string? realm) => realm is null || (realm.Length > 0 && !realm.Any(character => character == ':' || char.IsControl(character)));

    private static bool IsLocalPath(string? path) =>
        path is null
        || (path.StartsWith('/') && !path.StartsWith("//", StringComparison.Ordinal) && !path.Any(character => character is '\\' or '#' || char.IsControl(character)));
}
