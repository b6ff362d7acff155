using System.Buffers;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Options;

namespace HtpasswdAuth;

/// <summary>Checks a scheme's options at start and reports everything that is wrong with them at once.</summary>
internal sealed class HtpasswdOptionsValidator(IWebHostEnvironment environment, IServiceProvider services, SchemeAccounts accounts) : IValidateOptions<HtpasswdOptions>
{
    private static readonly SearchValues<char> PrintableAscii =
        SearchValues.Create([.. Enumerable.Range(' ', '~' - ' ' + 1).Select(code => (char)code)]);

    public ValidateOptionsResult Validate(string? name, HtpasswdOptions options)
    {
        var errors = new ValidateOptionsResultBuilder();
        foreach (string error in options.ConfigurationErrors)
        {
            Add(errors, name, error);
        }

        ValidateFiles(errors, name, options);
        ValidateRealm(errors, name, options);
        ValidateAccounts(errors, name, options);
        IEnumerable<string> parts = ErrorsInNumbers(options)
            .Concat(SecondFactorOptionsCheck.Errors(options.SecondFactor, options.UserFile))
            .Concat(SignInFormOptionsCheck.Errors(options.SignInForm))
            .Concat(PasswordChangeOptionsCheck.Errors(options.PasswordChange, options.HashLimits));
        foreach (string error in parts)
        {
            Add(errors, name, error);
        }

        return errors.Build();
    }

    private static void Add(ValidateOptionsResultBuilder errors, string? name, string error) =>
        errors.AddError($"Authentication scheme '{name}': {error}");

    private static void Check(ValidateOptionsResultBuilder errors, string? name, bool holds, string error)
    {
        if (!holds)
        {
            Add(errors, name, error);
        }
    }

    private static void ValidateRealm(ValidateOptionsResultBuilder errors, string? name, HtpasswdOptions options) =>
        Check(errors, name, !string.IsNullOrEmpty(options.Realm) && !options.Realm.AsSpan().ContainsAnyExcept(PrintableAscii),
            $"{nameof(options.Realm)} must be printable ASCII and not empty: browsers disagree on everything else.");

    /// <summary>What is wrong with the options that have a range.</summary>
    internal static IReadOnlyList<string> ErrorsInNumbers(HtpasswdOptions options)
    {
        List<string> errors = [];
        CheckBounds(errors, options);
        errors.AddRange(AttemptThrottleSettings.Errors(options.AttemptThrottle));
        return errors;
    }

    private static void Check(List<string> errors, bool holds, string error)
    {
        if (!holds)
        {
            errors.Add(error);
        }
    }

    private static void CheckBounds(List<string> errors, HtpasswdOptions options)
    {
        VerifyCacheOptions cache = options.VerifyCache;
        PasswordHashLimits limits = options.HashLimits;
        Check(errors, options.MaxConcurrentVerifications is >= 1 and <= 1024, $"{nameof(options.MaxConcurrentVerifications)} must be 1 to 1,024.");
        Check(errors, options.MaxQueuedVerifications is >= 1 and <= 1_000_000, $"{nameof(options.MaxQueuedVerifications)} must be 1 to 1,000,000.");
        Check(errors, options.MaxPasswordBytes is >= 1 and <= 65_536, $"{nameof(options.MaxPasswordBytes)} must be 1 to 65,536.");
        Check(errors, IsBetween(options.MissingFileGrace, TimeSpan.Zero, TimeSpan.FromHours(1)), $"{nameof(options.MissingFileGrace)} must be 0 to 1 hour.");
        Check(errors, IsBetween(options.ShrunkFileGrace, TimeSpan.Zero, TimeSpan.FromDays(1)), $"{nameof(options.ShrunkFileGrace)} must be 0 to 1 day.");
        Check(errors, IsBetween(options.PollInterval, TimeSpan.FromMilliseconds(100), TimeSpan.FromHours(1)), $"{nameof(options.PollInterval)} must be 100 ms to 1 hour.");
        Check(errors, IsBetween(cache.Lifetime, TimeSpan.FromTicks(1), TimeSpan.FromDays(1)), "VerifyCache.Lifetime must be more than 0, at most 1 day. To switch the cache off, set VerifyCache.Enabled to false.");
        Check(errors, IsBetween(cache.NegativeLifetime, TimeSpan.FromTicks(1), TimeSpan.FromMinutes(5)), "VerifyCache.NegativeLifetime must be more than 0, at most 5 minutes.");
        Check(errors, cache.MaxEntries is >= 1 and <= 10_000_000, "VerifyCache.MaxEntries must be 1 to 10,000,000.");
        Check(errors, limits.MaxBcryptCost is >= 4 and <= 31 && limits.MinBcryptCost is >= 4 and <= 31, "HashLimits: bcrypt costs must be 4 to 31.");
        Check(errors, IsShaCryptRounds(limits.MaxShaCryptRounds) && IsShaCryptRounds(limits.MinShaCryptRounds), "HashLimits: SHA-crypt rounds must be 1,000 to 999,999,999.");
        Check(errors, limits.MaxMemoryBytes is >= 1 << 20 and <= 1 << 30, "HashLimits.MaxMemoryBytes must be 1,048,576 to 1,073,741,824.");
        Check(errors, limits.MinMemoryBytes is >= 1 and <= 1 << 30, "HashLimits.MinMemoryBytes must be 1 to 1,073,741,824.");
        Check(errors, limits.MaxSha1CryptRounds is >= 1 and <= 999_999_999, "HashLimits.MaxSha1CryptRounds must be 1 to 999,999,999.");
        Check(errors, limits.MaxSunMd5Rounds is >= 4_096 and <= 999_999_999, "HashLimits.MaxSunMd5Rounds must be 4,096 to 999,999,999.");
        Check(errors, limits.MaxBsdiCryptRounds is >= 1 and <= 16_777_215, "HashLimits.MaxBsdiCryptRounds must be 1 to 16,777,215.");
    }

    private static bool IsBetween(TimeSpan value, TimeSpan least, TimeSpan most) => value >= least && value <= most;

    private static bool IsShaCryptRounds(int rounds) => rounds is >= 1_000 and <= 999_999_999;

    private void ValidateFiles(ValidateOptionsResultBuilder errors, string? name, HtpasswdOptions options)
    {
        if (string.IsNullOrWhiteSpace(options.UserFile))
        {
            foreach (string error in SharedStoresCheck.Errors(name, options, SharedStores.Find(services, name!)))
            {
                Add(errors, name, error);
            }
        }

        SecondFactorOptions factor = options.SecondFactor;
        PasswordChangeOptions change = options.PasswordChange;
        Check(errors, name, change.DigestFile is null || (change.DigestFile != options.UserFile && change.DigestFile != factor.KeyFile),
            "PasswordChange.DigestFile must be a file of its own, and not the UserFile or the key file of the second factor.");
        foreach ((string setting, string? path) in new[]
        {
            (nameof(options.UserFile), options.UserFile),
            (nameof(options.GroupFile), options.GroupFile),
            ("SecondFactor.KeyFile", factor.KeyFile),
            ("PasswordChange.DigestFile", change.DigestFile),
            ("PasswordChange.Policy.BreachedPasswordsFile", change.Policy.BreachedPasswordsFile),
        })
        {
            // The defaults lie beside the user file: one mistake, one message.
            bool isDefault = setting != nameof(options.UserFile) && Path.GetDirectoryName(path) == Path.GetDirectoryName(options.UserFile);
            Check(errors, name, string.IsNullOrWhiteSpace(path) || isDefault || !WebRoot.Contains(environment, path),
                WebRoot.Error(setting));
        }
    }

    private void ValidateAccounts(ValidateOptionsResultBuilder errors, string? name, HtpasswdOptions options)
    {
        if (string.IsNullOrWhiteSpace(options.UserFile))
        {
            return;
        }

        foreach (string error in accounts.Errors(name!, options.UserFile, options.SecondFactor, options.PasswordChange, isDigest: false))
        {
            Add(errors, name, error);
        }
    }
}
