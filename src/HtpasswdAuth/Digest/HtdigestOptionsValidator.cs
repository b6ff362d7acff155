using System.Buffers;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Options;

namespace HtpasswdAuth;

/// <summary>Checks a scheme's options at start and reports everything that is wrong with them at once.</summary>
internal sealed class HtdigestOptionsValidator(IWebHostEnvironment environment, SchemeAccounts accounts) : IValidateOptions<HtdigestOptions>
{
    private const int MinKeyBytes = 32;
    private const int MaxBody = 100 * 1024 * 1024;

    private static readonly SearchValues<char> PrintableAscii =
        SearchValues.Create([.. Enumerable.Range(' ', '~' - ' ' + 1).Select(code => (char)code)]);

    public ValidateOptionsResult Validate(string? name, HtdigestOptions options)
    {
        var errors = new ValidateOptionsResultBuilder();
        IEnumerable<string> all = options.ConfigurationErrors
            .Concat(FileErrors(name, options))
            .Concat(Failed(ProtocolChecks(options)))
            .Concat(Failed(BoundChecks(options)))
            .Concat(AttemptThrottleSettings.Errors(options.AttemptThrottle))
            .Concat(SecondFactorOptionsCheck.Errors(options.SecondFactor, options.UserFile))
            .Concat(HtdigestPasswordCheck.Errors(options))
            .Concat(MissingStores(name, options))
            .Concat(OtherFileErrors(options, Path.GetDirectoryName(options.UserFile)));
        foreach (string error in all)
        {
            errors.AddError($"Authentication scheme '{name}': {error}");
        }

        return errors.Build();
    }

    private static IEnumerable<string> Failed((bool Holds, string Error)[] checks) =>
        checks.Where(check => !check.Holds).Select(check => check.Error);

    private static (bool Holds, string Error)[] ProtocolChecks(HtdigestOptions options) =>
    [
        (IsPrintable(options.Realm) && !options.Realm.Contains(':', StringComparison.Ordinal),
            $"{nameof(options.Realm)} must be printable ASCII, without a colon and not empty: it is a field of the file's lines."),
        (options.Domain is null || (IsPrintable(options.Domain) && !options.Domain.Contains('"', StringComparison.Ordinal)),
            $"{nameof(options.Domain)} must be paths or addresses divided by spaces, or not set."),
        (options.LongHashes is DigestAlgorithm.Sha256 or DigestAlgorithm.Sha512Slash256,
            $"{nameof(options.LongHashes)} must be Sha256 or Sha512Slash256: hashes of 64 digits are of one or the other."),
        (options.NonceKey is null || IsKey(options.NonceKey),
            $"{nameof(options.NonceKey)} must be base64 of at least {MinKeyBytes} bytes of chance. Make one: openssl rand -base64 32"),
        (!options.SecondFactor.AllowPasswordWithCode,
            "SecondFactor.AllowPasswordWithCode needs the password itself, which Digest does not send. Programs send the code in the header X-Htpasswd-OTP."),
    ];

    private static (bool Holds, string Error)[] BoundChecks(HtdigestOptions options) =>
    [
        (IsBetween(options.NonceLifetime, TimeSpan.FromSeconds(10), TimeSpan.FromDays(1)), $"{nameof(options.NonceLifetime)} must be 10 seconds to 1 day."),
        (options.MaxNonces is >= 100 and <= 10_000_000, $"{nameof(options.MaxNonces)} must be 100 to 10,000,000."),
        (options.MaxBodyBytes is >= 0 and <= MaxBody, $"{nameof(options.MaxBodyBytes)} must be 0 to {MaxBody:N0}."),
        (IsBetween(options.MissingFileGrace, TimeSpan.Zero, TimeSpan.FromHours(1)), $"{nameof(options.MissingFileGrace)} must be 0 to 1 hour."),
        (IsBetween(options.ShrunkFileGrace, TimeSpan.Zero, TimeSpan.FromDays(1)), $"{nameof(options.ShrunkFileGrace)} must be 0 to 1 day."),
        (IsBetween(options.PollInterval, TimeSpan.FromMilliseconds(100), TimeSpan.FromHours(1)), $"{nameof(options.PollInterval)} must be 100 ms to 1 hour."),
    ];

    private IEnumerable<string> MissingStores(string? name, HtdigestOptions options) => string.IsNullOrWhiteSpace(options.UserFile)
        ? []
        : accounts.Errors(name!, options.UserFile, options.SecondFactor, options.PasswordChange, isDigest: true);

    private static bool IsPrintable(string? text) => !string.IsNullOrEmpty(text) && !text.AsSpan().ContainsAnyExcept(PrintableAscii);

    private static bool IsKey(string text)
    {
        byte[] key = new byte[text.Length];
        return Convert.TryFromBase64String(text, key, out int length) && length >= MinKeyBytes;
    }

    private static bool IsBetween(TimeSpan value, TimeSpan least, TimeSpan most) => value >= least && value <= most;

    /// <summary>The defaults lie beside the digest file: one mistake, one message.</summary>
    private IEnumerable<string> OtherFileErrors(HtdigestOptions options, string? besides) =>
        from file in new (string Setting, string? Path)[]
        {
            ("GroupFile", options.GroupFile),
            ("SecondFactor.KeyFile", options.SecondFactor.KeyFile),
            ("PasswordChange.Policy.BreachedPasswordsFile", options.PasswordChange.Policy.BreachedPasswordsFile),
        }
        where !string.IsNullOrWhiteSpace(file.Path) && Path.GetDirectoryName(file.Path) != besides && WebRoot.Contains(environment, file.Path)
        select WebRoot.Error(file.Setting);

    private IEnumerable<string> FileErrors(string? name, HtdigestOptions options)
    {
        if (string.IsNullOrWhiteSpace(options.UserFile))
        {
            yield return $"{nameof(options.UserFile)} is not set. Give it in AddHtdigest(\"users.htdigest\") or as Authentication:Schemes:{name}:UserFile in configuration.";
        }
        else if (WebRoot.Contains(environment, options.UserFile))
        {
            yield return WebRoot.Error(nameof(options.UserFile));
        }
    }
}
