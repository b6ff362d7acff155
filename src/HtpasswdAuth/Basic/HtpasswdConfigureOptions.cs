using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace HtpasswdAuth;

/// <summary>Reads <c>Authentication:Schemes:{name}</c>.</summary>
internal sealed class HtpasswdConfigureOptions(IAuthenticationConfigurationProvider configuration) : IConfigureNamedOptions<HtpasswdOptions>
{
    private static readonly Dictionary<string, Action<OptionsReader, HtpasswdOptions>> Settings = new(StringComparer.OrdinalIgnoreCase)
    {
        [nameof(HtpasswdOptions.UserFile)] = (read, options) => options.UserFile = read.Text(),
        [nameof(HtpasswdOptions.GroupFile)] = (read, options) => options.GroupFile = read.Text(),
        [nameof(HtpasswdOptions.Realm)] = (read, options) => options.Realm = read.Text(),
        [nameof(HtpasswdOptions.AllowLatin1)] = (read, options) => options.AllowLatin1 = read.Boolean(options.AllowLatin1),
        [nameof(HtpasswdOptions.AllowInsecureTransport)] = (read, options) => options.AllowInsecureTransport = read.Boolean(options.AllowInsecureTransport),
        [nameof(HtpasswdOptions.AllowPlaintext)] = (read, options) => options.AllowPlaintext = read.Boolean(options.AllowPlaintext),
        [nameof(HtpasswdOptions.MaxConcurrentVerifications)] = (read, options) => options.MaxConcurrentVerifications = read.Number(options.MaxConcurrentVerifications),
        [nameof(HtpasswdOptions.MaxQueuedVerifications)] = (read, options) => options.MaxQueuedVerifications = read.Number(options.MaxQueuedVerifications),
        [nameof(HtpasswdOptions.MaxPasswordBytes)] = (read, options) => options.MaxPasswordBytes = read.Number(options.MaxPasswordBytes),
        [nameof(HtpasswdOptions.UpgradeHashes)] = (read, options) => options.UpgradeHashes = read.Boolean(options.UpgradeHashes),
        [nameof(HtpasswdOptions.MissingFileGrace)] = (read, options) => options.MissingFileGrace = read.Duration(options.MissingFileGrace),
        [nameof(HtpasswdOptions.ShrunkFileGrace)] = (read, options) => options.ShrunkFileGrace = read.Duration(options.ShrunkFileGrace),
        [nameof(HtpasswdOptions.PollInterval)] = (read, options) => options.PollInterval = read.Duration(options.PollInterval),
        [nameof(HtpasswdOptions.SuppressChallengeForScripts)] = (read, options) => options.SuppressChallengeForScripts = read.Boolean(options.SuppressChallengeForScripts),
        [Key(nameof(HtpasswdOptions.VerifyCache), nameof(VerifyCacheOptions.Enabled))] = (read, options) => options.VerifyCache.Enabled = read.Boolean(options.VerifyCache.Enabled),
        [Key(nameof(HtpasswdOptions.VerifyCache), nameof(VerifyCacheOptions.Lifetime))] = (read, options) => options.VerifyCache.Lifetime = read.Duration(options.VerifyCache.Lifetime),
        [Key(nameof(HtpasswdOptions.VerifyCache), nameof(VerifyCacheOptions.NegativeLifetime))] = (read, options) => options.VerifyCache.NegativeLifetime = read.Duration(options.VerifyCache.NegativeLifetime),
        [Key(nameof(HtpasswdOptions.VerifyCache), nameof(VerifyCacheOptions.MaxEntries))] = (read, options) => options.VerifyCache.MaxEntries = read.Number(options.VerifyCache.MaxEntries),
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
        foreach ((string key, Action<OptionsReader, AttemptThrottleOptions> set) in AttemptThrottleSettings.All)
        {
            Settings[Key(nameof(HtpasswdOptions.AttemptThrottle), key)] = (read, options) => set(read, options.AttemptThrottle);
        }

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
        if (!string.IsNullOrEmpty(name))
        {
            SchemeSection.Read(configuration.GetSchemeConfiguration(name), Settings, options, options.ConfigurationErrors, FindElement);
        }
    }

    private static Action<OptionsReader, HtpasswdOptions>? FindElement(string key) =>
        PasswordChangeSettings.FindElement(key) is { } set ? (read, options) => set(read, options.PasswordChange) : null;

    private static string Key(string section, string name) => ConfigurationPath.Combine(section, name);
}
