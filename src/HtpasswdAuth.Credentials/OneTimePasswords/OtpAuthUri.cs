using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace HtpasswdAuth;

/// <summary>
/// An <c>otpauth://</c> address, by which authenticator apps take a secret: the Key Uri Format of Google Authenticator.
/// It holds the secret: <see cref="ToString"/> tells nothing of it, <see cref="Format"/> all.
/// </summary>
public sealed class OtpAuthUri
{
    private readonly byte[] _secret;

    /// <summary>Makes an address.</summary>
    /// <param name="account">The user's name; not empty.</param>
    /// <param name="secret">The shared secret; copied.</param>
    /// <param name="parameters">How codes are made.</param>
    /// <param name="issuer">The site's name, shown above the code; may be <see langword="null"/>, and empty is the same.</param>
    /// <param name="counter">HOTP: the first counter. TOTP has none and leaves it out.</param>
    /// <exception cref="ArgumentException">
    /// The account or the secret is empty, the parameters are out of range, or the counter is negative.
    /// </exception>
    public OtpAuthUri(string account, ReadOnlySpan<byte> secret, OtpParameters parameters, string? issuer, long counter = 0)
        : this(secret, parameters, issuer, account, counter)
    {
        ArgumentException.ThrowIfNullOrEmpty(account);
    }

    private OtpAuthUri(ReadOnlySpan<byte> secret, OtpParameters parameters, string? issuer, string account, long counter)
    {
        OtpArguments.Check(secret, parameters);
        ArgumentOutOfRangeException.ThrowIfNegative(counter);
        Account = account;
        Issuer = string.IsNullOrEmpty(issuer) ? null : issuer;
        Parameters = parameters;
        Counter = parameters.Type == OtpType.Hotp ? counter : 0;
        _secret = secret.ToArray();
    }

    /// <summary>Gets the site's name.</summary>
    public string? Issuer { get; }

    /// <summary>Gets the user's name; empty in an address that was read and has none.</summary>
    public string Account { get; }

    /// <summary>Gets the shared secret.</summary>
    public ReadOnlyMemory<byte> Secret => _secret;

    /// <summary>Gets how codes are made.</summary>
    public OtpParameters Parameters { get; }

    /// <summary>Gets the first counter of HOTP.</summary>
    public long Counter { get; }

    /// <summary>
    /// Reads an address tolerantly: account missing, issuer missing or only before the account, secret in lower case or padded, <c>+</c> for a space
    /// (but not in the account, where mail addresses have one), unknown parameters. What is missing is SHA-1, 6 digits, 30 seconds,
    /// counter 0; a value that is there and out of range, or there twice, and two different issuers make the address unusable.
    /// </summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out OtpAuthUri? uri)
    {
        uri = null;
        if (!OtpAuthUriReader.TryRead(text, out OtpAuthUriReader? reader)
            || !reader.TryGetParameters(out OtpParameters? parameters)
            || !reader.TryGetCounter(out long counter)
            || !reader.TryGetNames(out string? issuer, out string account)
            || !reader.TryGetSecret(out byte[]? secret))
        {
            return false;
        }

        uri = new OtpAuthUri(secret, parameters, issuer, account, counter);
        CryptographicOperations.ZeroMemory(secret);
        return true;
    }

    /// <summary>The address with the secret in it. Values that are the default are written too; <c>%20</c> is a space.</summary>
    public string Format() => Write($"secret={Base32.Encode(_secret)}&");

    /// <summary>The address without its secret, for logs.</summary>
    public override string ToString() => Write("");

    private string Write(string secret)
    {
        bool counts = Parameters.Type == OtpType.Hotp;
        StringBuilder text = new StringBuilder("otpauth://").Append(counts ? "hotp/" : "totp/");
        if (Issuer is not null)
        {
            text.Append(Uri.EscapeDataString(Issuer)).Append(':');
        }

        text.Append(Uri.EscapeDataString(Account)).Append('?').Append(secret);

        // Without an issuer, whatever stands before a colon in the account would be read as one. An empty one says that there is none.
        if (Issuer is not null || Account.Contains(':'))
        {
            text.Append("issuer=").Append(Uri.EscapeDataString(Issuer ?? "")).Append('&');
        }

        (string unit, long value) = counts ? ("counter", Counter) : ("period", Parameters.Period);
        string algorithm = OtpAuthUriReader.NameOf(Parameters.Algorithm);
        text.Append(CultureInfo.InvariantCulture, $"algorithm={algorithm}&digits={Parameters.Digits}&{unit}={value}");
        return text.ToString();
    }
}
