using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace HtpasswdAuth;

/// <summary>
/// Reads <c>Authentication:Schemes:{name}</c>. By name and by hand, so that it needs no reflection, and so that a misspelt key
/// or value is reported at start instead of leaving a door at its default.
/// </summary>
internal sealed class HtpasswdConfigureOptions(IAuthenticationConfigurationProvider configuration) : IConfigureNamedOptions<HtpasswdOptions>
{
    private static readonly Dictionary<string, Action<OptionsReader, HtpasswdOptions>> Settings = new(StringComparer.OrdinalIgnoreCase)
    {
        [nameof(HtpasswdOptions.UserFile)] = (read, options) => options.UserFile = read.Text(),
        [nameof(HtpasswdOptions.Realm)] = (read, options) => options.Realm = read.Text(),
        [nameof(HtpasswdOptions.AllowLatin1)] = (read, options) => options.AllowLatin1 = read.Boolean(options.AllowLatin1),
        [nameof(HtpasswdOptions.AllowInsecureTransport)] = (read, options) => options.AllowInsecureTransport = read.Boolean(options.AllowInsecureTransport),
        [nameof(HtpasswdOptions.AllowPlaintext)] = (read, options) => options.AllowPlaintext = read.Boolean(options.AllowPlaintext),
        [nameof(HtpasswdOptions.MaxConcurrentVerifications)] = (read, options) => options.MaxConcurrentVerifications = read.Number(options.MaxConcurrentVerifications),
        [nameof(HtpasswdOptions.MaxQueuedVerifications)] = (read, options) => options.MaxQueuedVerifications = read.Number(options.MaxQueuedVerifications),
        [nameof(HtpasswdOptions.MaxPasswordBytes)] = (read, options) => options.MaxPasswordBytes = read.Number(options.MaxPasswordBytes),
        [nameof(HtpasswdOptions.UpgradeHashes)] = (read, options) => options.UpgradeHashes = read.Boolean(options.UpgradeHashes),
        [nameof(HtpasswdOptions.MissingFileGrace)] = (read, options) => options.MissingFileGrace = read.Duration(options.MissingFileGrace),
        [nameof(HtpasswdOptions.PollInterval)] = (read, options) => options.PollInterval = read.Duration(options.PollInterval),
        [nameof(HtpasswdOptions.SuppressChallengeForScripts)] = (read, options) => options.SuppressChallengeForScripts = read.Boolean(options.SuppressChallengeForScripts),
        [Key(nameof(HtpasswdOptions.VerifyCache), nameof(VerifyCacheOptions.Enabled))] = (read, options) => options.VerifyCache.Enabled = read.Boolean(options.VerifyCache.Enabled),
        [Key(nameof(HtpasswdOptions.VerifyCache), nameof(VerifyCacheOptions.Lifetime))] = (read, options) => options.VerifyCache.Lifetime = read.Duration(options.VerifyCache.Lifetime),
        [Key(nameof(HtpasswdOptions.VerifyCache), nameof(VerifyCacheOptions.NegativeLifetime))] = (read, options) => options.VerifyCache.NegativeLifetime = read.Duration(options.VerifyCache.NegativeLifetime),
        [Key(nameof(HtpasswdOptions.VerifyCache), nameof(VerifyCacheOptions.MaxEntries))] = (read, options) => options.VerifyCache.MaxEntries = read.Number(options.VerifyCache.MaxEntries),
        [Key(nameof(HtpasswdOptions.AttemptThrottle), nameof(AttemptThrottleOptions.Enabled))] = (read, options) => options.AttemptThrottle.Enabled = read.Boolean(options.AttemptThrottle.Enabled),
        [Key(nameof(HtpasswdOptions.AttemptThrottle), nameof(AttemptThrottleOptions.FailuresPerClient))] = (read, options) => options.AttemptThrottle.FailuresPerClient = read.Number(options.AttemptThrottle.FailuresPerClient),
        [Key(nameof(HtpasswdOptions.AttemptThrottle), nameof(AttemptThrottleOptions.FailuresPerUser))] = (read, options) => options.AttemptThrottle.FailuresPerUser = read.Number(options.AttemptThrottle.FailuresPerUser),
        [Key(nameof(HtpasswdOptions.AttemptThrottle), nameof(AttemptThrottleOptions.MaxDelayPerClient))] = (read, options) => options.AttemptThrottle.MaxDelayPerClient = read.Duration(options.AttemptThrottle.MaxDelayPerClient),
        [Key(nameof(HtpasswdOptions.AttemptThrottle), nameof(AttemptThrottleOptions.MaxDelayPerUser))] = (read, options) => options.AttemptThrottle.MaxDelayPerUser = read.Duration(options.AttemptThrottle.MaxDelayPerUser),
        [Key(nameof(HtpasswdOptions.AttemptThrottle), nameof(AttemptThrottleOptions.MaxBuckets))] = (read, options) => options.AttemptThrottle.MaxBuckets = read.Number(options.AttemptThrottle.MaxBuckets),
        [Key(nameof(HtpasswdOptions.HashLimits), nameof(PasswordHashLimits.MaxBcryptCost))] = (read, options) => options.HashLimits = options.HashLimits with { MaxBcryptCost = read.Number(options.HashLimits.MaxBcryptCost) },
        [Key(nameof(HtpasswdOptions.HashLimits), nameof(PasswordHashLimits.MaxShaCryptRounds))] = (read, options) => options.HashLimits = options.HashLimits with { MaxShaCryptRounds = read.Number(options.HashLimits.MaxShaCryptRounds) },
        [Key(nameof(HtpasswdOptions.HashLimits), nameof(PasswordHashLimits.MinBcryptCost))] = (read, options) => options.HashLimits = options.HashLimits with { MinBcryptCost = read.Number(options.HashLimits.MinBcryptCost) },
        [Key(nameof(HtpasswdOptions.HashLimits), nameof(PasswordHashLimits.MaxMemoryBytes))] = (read, options) => options.HashLimits = options.HashLimits with { MaxMemoryBytes = read.Number(options.HashLimits.MaxMemoryBytes) },
        [Key(nameof(HtpasswdOptions.HashLimits), nameof(PasswordHashLimits.MinMemoryBytes))] = (read, options) => options.HashLimits = options.HashLimits with { MinMemoryBytes = read.Number(options.HashLimits.MinMemoryBytes) },
        [Key(nameof(HtpasswdOptions.HashLimits), nameof(PasswordHashLimits.MaxSha1CryptRounds))] = (read, options) => options.HashLimits = options.HashLimits with { MaxSha1CryptRounds = read.Number(options.HashLimits.MaxSha1CryptRounds) },
        [Key(nameof(HtpasswdOptions.HashLimits), nameof(PasswordHashLimits.MaxSunMd5Rounds))] = (read, options) => options.HashLimits = options.HashLimits with { MaxSunMd5Rounds = read.Number(options.HashLimits.MaxSunMd5Rounds) },
        [Key(nameof(HtpasswdOptions.HashLimits), nameof(PasswordHashLimits.MaxBsdiCryptRounds))] = (read, options) => options.HashLimits = options.HashLimits with { MaxBsdiCryptRounds = read.Number(options.HashLimits.MaxBsdiCryptRounds) },
        [Key(nameof(HtpasswdOptions.HashLimits), nameof(PasswordHashLimits.MinShaCryptRounds))] = (read, options) => options.HashLimits = options.HashLimits with { MinShaCryptRounds = read.Number(options.HashLimits.MinShaCryptRounds) },
    };

    static HtpasswdConfigureOptions()
    {
        foreach ((string key, Action<OptionsReader, SecondFactorOptions> set) in SecondFactorSettings.All)
        {
            Settings[Key(nameof(HtpasswdOptions.SecondFactor), key)] = (read, options) => set(read, options.SecondFactor);
        }

        foreach ((string key, Action<OptionsReader, PasswordChangeOptions> set) in PasswordChangeSettings.All)
        {
            Settings[Key(nameof(HtpasswdOptions.PasswordChange), key)] = (read, options) => set(read, options.PasswordChange);
        }

        foreach ((string key, Action<OptionsReader, SignInFormOptions> set) in SignInFormSettings.All)
        {
            Settings[Key(nameof(HtpasswdOptions.SignInForm), key)] = (read, options) => set(read, options.SignInForm);
        }
    }

    public void Configure(HtpasswdOptions options) => Configure(Options.DefaultName, options);

    public void Configure(string? name, HtpasswdOptions options)
    {
        if (string.IsNullOrEmpty(name))
        {
            return;
        }

        IConfiguration section = configuration.GetSchemeConfiguration(name);
        foreach ((string key, string? value) in section.AsEnumerable(makePathsRelative: true))
        {
            if (value is null)
            {
                continue;
            }

            if (Settings.TryGetValue(key, out Action<OptionsReader, HtpasswdOptions>? set) || PasswordChangeSettings.TryFindElement(key, out set))
            {
                set(new OptionsReader(key, value, options.ConfigurationErrors), options);
            }
            else
            {
                options.ConfigurationErrors.Add($"'{key}' is no setting of this scheme. Check its spelling.");
            }
        }
    }

    private static string Key(string section, string name) => ConfigurationPath.Combine(section, name);
}
