using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace HtpasswdAuth;

/// <summary>A TOTP configuration of Authelia in the making, field by field; the names are the same in CSV and YAML.</summary>
/// <param name="isSecretEncoded">YAML: the secret is base64 of the base32 text, not the text itself.</param>
internal sealed class AutheliaEntry(bool isSecretEncoded)
{
    public const string CreatedName = "created_at";
    public const string LastUsedName = "last_used_at";
    public const string UserName = "username";
    public const string IssuerName = "issuer";
    public const string AlgorithmName = "algorithm";
    public const string DigitsName = "digits";
    public const string PeriodName = "period";
    public const string SecretName = "secret";

    private readonly HashSet<string> _seen = new(StringComparer.Ordinal);
    private string? _user;
    private string? _issuer;
    private byte[]? _secret;
    private OtpParameters _parameters = OtpParameters.Default;
    private DateTimeOffset? _created;
    private DateTimeOffset? _lastUsed;

    /// <returns>What is wrong; <see langword="null"/> if the value was taken.</returns>
    public string? Set(ReadOnlySpan<char> name, ReadOnlySpan<char> value)
    {
        if (!_seen.Add(name.ToString()))
        {
            return "the same key twice";
        }

        bool taken = name switch
        {
            UserName => (_user = value.ToString()).Length > 0,
            IssuerName => (_issuer = value.IsEmpty ? null : value.ToString()) is null or not "",
            SecretName => TryReadSecret(value, out _secret),
            AlgorithmName => TryReadAlgorithm(value),
            DigitsName => TryReadNumber(value, number => _parameters with { Digits = number }),
            PeriodName => TryReadNumber(value, number => _parameters with { Period = number }),
            CreatedName => TryReadTime(value, out _created),
            LastUsedName => TryReadTime(value, out _lastUsed),
            _ => false,
        };
        return taken ? null : "a key that is not known, or a value that does not fit it";
    }

    public void AddTo(OtpImportCollector collector, int line)
    {
        if (_user is null || _secret is null)
        {
            collector.Report(line, "no user name or no secret; not taken over", _user);
        }
        else if (collector.Wants(line, _user))
        {
            collector.Add(line, new ImportedOtp
            {
                User = _user,
                Secret = _secret,
                Parameters = _parameters,
                Issuer = _issuer,
                Created = _created,
                LastUsed = _lastUsed,
            });
        }
    }

    /// <summary>As Authelia names it.</summary>
    public static string Format(OtpAlgorithm algorithm) => algorithm switch
    {
        OtpAlgorithm.Sha256 => "SHA256",
        OtpAlgorithm.Sha512 => "SHA512",
        _ => "SHA1",
    };

    public static string? Refusal(ImportedOtp entry) =>
        entry.Parameters.Type == OtpType.Totp ? null : "the format knows only TOTP; left out";

    private bool TryReadSecret(ReadOnlySpan<char> value, out byte[]? secret)
    {
        if (!isSecretEncoded)
        {
            return Base32.TryDecode(value, out secret);
        }

        secret = null;
        byte[] encoded = new byte[value.Length];
        char[] text = new char[value.Length];
        try
        {
            return Convert.TryFromBase64Chars(value, encoded, out int length)
                && Base32.TryDecode(text.AsSpan(0, Encoding.Latin1.GetChars(encoded.AsSpan(0, length), text)), out secret);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(encoded);
            Array.Clear(text);
        }
    }

    private bool TryReadAlgorithm(ReadOnlySpan<char> value)
    {
        foreach (OtpAlgorithm algorithm in (ReadOnlySpan<OtpAlgorithm>)[OtpAlgorithm.Sha1, OtpAlgorithm.Sha256, OtpAlgorithm.Sha512])
        {
            if (value.Equals(Format(algorithm), StringComparison.OrdinalIgnoreCase))
            {
                _parameters = _parameters with { Algorithm = algorithm };
                return true;
            }
        }

        return false;
    }

    private bool TryReadNumber(ReadOnlySpan<char> value, Func<int, OtpParameters> set)
    {
        bool isNumber = int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out int number);
        _parameters = isNumber ? set(number) : _parameters;
        return isNumber;
    }

    /// <summary>RFC 3339 as Go writes it. Of nanoseconds the last two digits are lost.</summary>
    private static bool TryReadTime(ReadOnlySpan<char> value, out DateTimeOffset? time)
    {
        time = null;
        if (value is "" or "null" or "~")
        {
            return true;
        }

        if (value.Length < 20
            || value[10] != 'T'
            || !DateTimeOffset.TryParse(value, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset read))
        {
            return false;
        }

        // Go's zero, which stands for no time at all.
        time = read.UtcTicks == 0 ? null : read;
        return true;
    }
}
