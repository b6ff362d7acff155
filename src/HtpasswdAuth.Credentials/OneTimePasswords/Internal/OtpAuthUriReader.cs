using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Numerics;

namespace HtpasswdAuth;

// Specification
//   Google Authenticator wiki, "Key Uri Format"; what other programs write departs from it in every way that is tolerated here.
//
// Address  otpauth://TYPE/LABEL?NAME=VALUE&…
// Label    the account, or the issuer, a colon (plain or escaped), spaces and the account; may be missing
// Issuer   the parameter, or the one in the label; where there are both they are the same but for case
//
// System.Uri is not used: it refuses or rewrites much of what is found in the wild, blanks and non-ASCII letters for example.

internal sealed class OtpAuthUriReader
{
    private const string Scheme = "otpauth://";
    private const string EscapedColon = "%3A";
    private const NumberStyles Number = NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite;

    private static readonly string[] Names = ["secret", "issuer", "algorithm", "digits", "period", "counter"];

    private readonly OtpType _type;
    private readonly string _label;
    private readonly Dictionary<string, string> _values;

    private OtpAuthUriReader(OtpType type, string label, Dictionary<string, string> values)
    {
        _type = type;
        _label = label;
        _values = values;
    }

    public static string NameOf(OtpAlgorithm algorithm) => algorithm switch
    {
        OtpAlgorithm.Sha256 => "SHA256",
        OtpAlgorithm.Sha512 => "SHA512",
        _ => "SHA1",
    };

    public static bool TryRead(string? text, [NotNullWhen(true)] out OtpAuthUriReader? reader)
    {
        reader = null;
        string address = text?.Trim() ?? "";
        if (!address.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase))
        {
            return false;
        }

        (string path, string query) = Cut(address[Scheme.Length..], '?');
        (string type, string label) = Cut(path, '/');
        if (!TryReadType(type, out OtpType known) || !TryReadValues(Cut(query, '#').Before, out Dictionary<string, string> values))
        {
            return false;
        }

        reader = new OtpAuthUriReader(known, label, values);
        return true;
    }

    public bool TryGetParameters([NotNullWhen(true)] out OtpParameters? parameters)
    {
        parameters = null;
        if (!TryGetAlgorithm(out OtpAlgorithm algorithm)
            || !TryGetNumber("digits", OtpParameters.Default.Digits, out int digits)
            || !TryGetPeriod(out int period))
        {
            return false;
        }

        OtpParameters read = new() { Type = _type, Algorithm = algorithm, Digits = digits, Period = period };
        parameters = read.IsValid ? read : null;
        return read.IsValid;
    }

    public bool TryGetCounter(out long counter)
    {
        counter = 0;
        return _type == OtpType.Totp || TryGetNumber("counter", 0, out counter);
    }

    public bool TryGetSecret([NotNullWhen(true)] out byte[]? secret) => Base32.TryDecode(_values.GetValueOrDefault("secret"), out secret);

    /// <returns><see langword="false"/> where label and parameter name two sites: the secret is of one of them, and who can tell which?</returns>
    public bool TryGetNames(out string? issuer, out string account)
    {
        _values.TryGetValue("issuer", out issuer);
        account = Uri.UnescapeDataString(_label);
        if (!TryFindColon(issuer, out Range colon))
        {
            return true;
        }

        string before = Unescape(_label[..colon.Start]);
        account = Uri.UnescapeDataString(_label[colon.End..]).TrimStart(' ');
        if (!string.IsNullOrEmpty(issuer))
        {
            return before.Length == 0 || before.Trim().Equals(issuer.Trim(), StringComparison.OrdinalIgnoreCase);
        }

        issuer = before;
        return true;
    }

    /// <summary>
    /// A plain colon can only be the one after the issuer. An escaped one is taken for it if there is no plain one, except where an
    /// empty parameter says that there is no issuer: <see cref="OtpAuthUri.Format"/> writes a colon in an account so.
    /// </summary>
    private bool TryFindColon(string? issuer, out Range colon)
    {
        int start = _label.IndexOf(':');
        int length = 1;
        if (start < 0 && issuer != "")
        {
            start = _label.IndexOf(EscapedColon, StringComparison.OrdinalIgnoreCase);
            length = EscapedColon.Length;
        }

        colon = start < 0 ? default : start..(start + length);
        return start >= 0;
    }

    private bool TryGetAlgorithm(out OtpAlgorithm algorithm)
    {
        string name = _values.GetValueOrDefault("algorithm", "SHA1").Trim().ToUpperInvariant().Replace("-", "", StringComparison.Ordinal);
        name = name.StartsWith("HMAC", StringComparison.Ordinal) ? name["HMAC".Length..] : name;
        algorithm = Array.Find(Enum.GetValues<OtpAlgorithm>(), known => NameOf(known) == name);
        return NameOf(algorithm) == name;
    }

    private bool TryGetPeriod(out int period)
    {
        period = OtpParameters.Default.Period;
        return _type == OtpType.Hotp || TryGetNumber("period", period, out period);
    }

    private bool TryGetNumber<T>(string name, T missing, out T number)
        where T : struct, IBinaryInteger<T>
    {
        number = missing;
        return !_values.TryGetValue(name, out string? value) || T.TryParse(value, Number, CultureInfo.InvariantCulture, out number);
    }

    private static bool TryReadType(string name, out OtpType type)
    {
        type = name.Equals("hotp", StringComparison.OrdinalIgnoreCase) ? OtpType.Hotp : OtpType.Totp;
        return type == OtpType.Hotp || name.Equals("totp", StringComparison.OrdinalIgnoreCase);
    }

    private static bool TryReadValues(string query, out Dictionary<string, string> values)
    {
        values = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (string part in query.Split('&'))
        {
            (string name, string value) = Cut(part, '=');
            if (Names.Contains(name, StringComparer.OrdinalIgnoreCase) && !values.TryAdd(name, Unescape(value)))
            {
                return false;
            }
        }

        return true;
    }

    private static string Unescape(string value) => Uri.UnescapeDataString(value.Replace('+', ' '));

    private static (string Before, string After) Cut(string text, char separator)
    {
        int position = text.IndexOf(separator);
        return position < 0 ? (text, "") : (text[..position], text[(position + 1)..]);
    }
}
