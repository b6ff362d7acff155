using System.Buffers;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Options;

namespace HtpasswdAuth;

/// <summary>Checks a scheme's options at start and reports everything that is wrong with them at once.</summary>
internal sealed class HtpasswdOptionsValidator(IWebHostEnvironment environment) : IValidateOptions<HtpasswdOptions>
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
        foreach (string error in ErrorsInNumbers(options))
        {
            Add(errors, name, error);
        }

        foreach (string error in SecondFactorOptionsCheck.Errors(options))
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
        CheckThrottle(errors, options.AttemptThrottle);
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
        Check(errors, IsBetween(options.PollInterval, TimeSpan.FromMilliseconds(100), TimeSpan.FromHours(1)), $"{nameof(options.PollInterval)} must be 100 ms to 1 hour.");
        Check(errors, IsBetween(cache.Lifetime, TimeSpan.FromTicks(1), TimeSpan.FromDays(1)), "VerifyCache.Lifetime must be more than 0, at most 1 day. To switch the cache off, set VerifyCache.Enabled to false.");
        Check(errors, IsBetween(cache.NegativeLifetime, TimeSpan.FromTicks(1), TimeSpan.FromMinutes(5)), "VerifyCache.NegativeLifetime must be more than 0, at most 5 minutes.");
        Check(errors, cache.MaxEntries is >= 1 and <= 10_000_000, "VerifyCache.MaxEntries must be 1 to 10,000,000.");
        Check(errors, limits.MaxBcryptCost is >= 4 and <= 31 && limits.MinBcryptCost is >= 4 and <= 31, "HashLimits: bcrypt costs must be 4 to 31.");
        Check(errors, IsShaCryptRounds(limits.MaxShaCryptRounds) && IsShaCryptRounds(limits.MinShaCryptRounds), "HashLimits: SHA-crypt rounds must be 1,000 to 999,999,999.");
    }

    private static void CheckThrottle(List<string> errors, AttemptThrottleOptions throttle)
    {
        Check(errors, IsFailures(throttle.FailuresPerClient), "AttemptThrottle.FailuresPerClient must be 1 to 1,000,000. To switch the throttle off, set AttemptThrottle.Enabled to false.");
        Check(errors, IsFailures(throttle.FailuresPerUser), "AttemptThrottle.FailuresPerUser must be 1 to 1,000,000.");
        Check(errors, IsDelay(throttle.MaxDelayPerClient), "AttemptThrottle.MaxDelayPerClient must be 1 second to 15 minutes.");
        Check(errors, IsDelay(throttle.MaxDelayPerUser), "AttemptThrottle.MaxDelayPerUser must be 1 second to 15 minutes.");
        Check(errors, throttle.MaxBuckets is >= 1 and <= 10_000_000, "AttemptThrottle.MaxBuckets must be 1 to 10,000,000.");
    }

    private static bool IsFailures(int failures) => failures is >= 1 and <= 1_000_000;

    // Longer than a failure is remembered, no delay can last.
    private static bool IsDelay(TimeSpan delay) => IsBetween(delay, TimeSpan.FromSeconds(1), AttemptTable.Memory);

    private static bool IsBetween(TimeSpan value, TimeSpan least, TimeSpan most) => value >= least && value <= most;

    private static bool IsShaCryptRounds(int rounds) => rounds is >= 1_000 and <= 999_999_999;

    private void ValidateFiles(ValidateOptionsResultBuilder errors, string? name, HtpasswdOptions options)
    {
        if (string.IsNullOrWhiteSpace(options.UserFile))
        {
            Add(errors, name, $"{nameof(options.UserFile)} is not set. Give it in AddHtpasswd(\"users.htpasswd\") or as Authentication:Schemes:{name}:UserFile in configuration.");
        }

        SecondFactorOptions factor = options.SecondFactor;
        foreach ((string setting, string? path) in new[]
        {
            (nameof(options.UserFile), options.UserFile),
            (nameof(options.GroupFile), options.GroupFile),
            ("SecondFactor.EnrolmentFile", factor.EnrolmentFile),
            ("SecondFactor.StateFile", factor.StateFile),
            ("SecondFactor.KeyFile", factor.KeyFile),
        })
        {
            // The defaults lie beside the user file: one mistake, one message.
            bool isDefault = setting != nameof(options.UserFile) && Path.GetDirectoryName(path) == Path.GetDirectoryName(options.UserFile);
            Check(errors, name, string.IsNullOrWhiteSpace(path) || isDefault || !IsUnderWebRoot(path),
                $"{setting} lies under the web root, where it could be downloaded. Move it out, for example beside appsettings.json.");
        }
    }

    private bool IsUnderWebRoot(string userFile)
    {
        if (string.IsNullOrEmpty(environment.WebRootPath))
        {
            return false;
        }

        // Both as they are named and as they are linked: either way of reaching the file would serve it.
        string webRoot = WithSeparator(environment.WebRootPath);
        string realWebRoot = WithSeparator(RealPath(new DirectoryInfo(environment.WebRootPath)));
        return IsUnder(userFile, webRoot) || IsUnder(RealPath(new FileInfo(userFile)), realWebRoot);
    }

    private static string RealPath(FileSystemInfo path)
    {
        try
        {
            return path.ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? path.FullName;
        }
        catch (IOException)
        {
            // Nothing there yet, or a loop of links: there is no other path than the one given.
            return path.FullName;
        }
    }

    private static string WithSeparator(string directory) => Path.TrimEndingDirectorySeparator(Path.GetFullPath(directory)) + Path.DirectorySeparatorChar;

    // Ignoring case everywhere: refusing a place that only looks like the web root is the safe mistake.
    private static bool IsUnder(string path, string directory) => path.StartsWith(directory, StringComparison.OrdinalIgnoreCase);
}
