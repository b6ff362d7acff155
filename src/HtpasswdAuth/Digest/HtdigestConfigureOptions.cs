using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace HtpasswdAuth;

/// <summary>Reads <c>Authentication:Schemes:{name}</c>.</summary>
internal sealed class HtdigestConfigureOptions(IAuthenticationConfigurationProvider configuration) : IConfigureNamedOptions<HtdigestOptions>
{
    private static readonly Dictionary<string, Action<OptionsReader, HtdigestOptions>> Settings = new(StringComparer.OrdinalIgnoreCase)
    {
        [nameof(HtdigestOptions.UserFile)] = (read, options) => options.UserFile = read.Text(),
        [nameof(HtdigestOptions.Realm)] = (read, options) => options.Realm = read.Text(),
        [nameof(HtdigestOptions.GroupFile)] = (read, options) => options.GroupFile = read.Text(),
        [nameof(HtdigestOptions.Domain)] = (read, options) => options.Domain = read.Text(),
        [nameof(HtdigestOptions.AllowMd5)] = (read, options) => options.AllowMd5 = read.Boolean(options.AllowMd5),
        [nameof(HtdigestOptions.LongHashes)] = (read, options) => options.LongHashes = read.Choice(options.LongHashes),
        [nameof(HtdigestOptions.UseSessionVariants)] = (read, options) => options.UseSessionVariants = read.Boolean(options.UseSessionVariants),
        [nameof(HtdigestOptions.AllowAuthInt)] = (read, options) => options.AllowAuthInt = read.Boolean(options.AllowAuthInt),
        [nameof(HtdigestOptions.MaxBodyBytes)] = (read, options) => options.MaxBodyBytes = read.Number(options.MaxBodyBytes),
        [nameof(HtdigestOptions.UserHash)] = (read, options) => options.UserHash = read.Boolean(options.UserHash),
        [nameof(HtdigestOptions.NonceLifetime)] = (read, options) => options.NonceLifetime = read.Duration(options.NonceLifetime),
        [nameof(HtdigestOptions.NonceKey)] = (read, options) => options.NonceKey = read.Text(),
        [nameof(HtdigestOptions.MaxNonces)] = (read, options) => options.MaxNonces = read.Number(options.MaxNonces),
        [nameof(HtdigestOptions.AllowBasic)] = (read, options) => options.AllowBasic = read.Boolean(options.AllowBasic),
        [nameof(HtdigestOptions.AllowInsecureTransport)] = (read, options) => options.AllowInsecureTransport = read.Boolean(options.AllowInsecureTransport),
        [nameof(HtdigestOptions.MissingFileGrace)] = (read, options) => options.MissingFileGrace = read.Duration(options.MissingFileGrace),
        [nameof(HtdigestOptions.ShrunkFileGrace)] = (read, options) => options.ShrunkFileGrace = read.Duration(options.ShrunkFileGrace),
        [nameof(HtdigestOptions.PollInterval)] = (read, options) => options.PollInterval = read.Duration(options.PollInterval),
        [nameof(HtdigestOptions.SuppressChallengeForScripts)] = (read, options) => options.SuppressChallengeForScripts = read.Boolean(options.SuppressChallengeForScripts),
    };

    static HtdigestConfigureOptions()
    {
        foreach ((string key, Action<OptionsReader, AttemptThrottleOptions> set) in AttemptThrottleSettings.All)
        {
            Settings[ConfigurationPath.Combine(nameof(HtdigestOptions.AttemptThrottle), key)] = (read, options) => set(read, options.AttemptThrottle);
        }

        foreach ((string key, Action<OptionsReader, SecondFactorOptions> set) in SecondFactorSettings.All)
        {
            Settings[ConfigurationPath.Combine(nameof(HtdigestOptions.SecondFactor), key)] = (read, options) => set(read, options.SecondFactor);
        }

        foreach ((string key, Action<OptionsReader, PasswordChangeOptions> set) in PasswordChangeSettings.All)
        {
            Settings[ConfigurationPath.Combine(nameof(HtdigestOptions.PasswordChange), key)] = (read, options) => set(read, options.PasswordChange);
        }
    }

    public void Configure(HtdigestOptions options) => Configure(Options.DefaultName, options);

    public void Configure(string? name, HtdigestOptions options)
    {
        if (!string.IsNullOrEmpty(name))
        {
            SchemeSection.Read(configuration.GetSchemeConfiguration(name), Settings, options, options.ConfigurationErrors, FindElement);
        }
    }

    private static Action<OptionsReader, HtdigestOptions>? FindElement(string key) =>
        PasswordChangeSettings.FindElement(key) is { } set ? (read, options) => set(read, options.PasswordChange) : null;
}
