using System.Diagnostics.CodeAnalysis;

namespace HtpasswdAuth;

/// <summary>
/// An <c>otpauth://</c> address, by which authenticator apps take a secret: the Key Uri Format of Google Authenticator.
/// It holds the secret: <see cref="ToString"/> tells nothing of it, <see cref="Format"/> all.
/// </summary>
public sealed class OtpAuthUri
{
    /// <summary>Makes an address.</summary>
    /// <param name="account">The user's name.</param>
    /// <param name="secret">The shared secret; copied.</param>
    /// <param name="parameters">How codes are made.</param>
    /// <param name="issuer">The site's name, shown above the code; may be <see langword="null"/>.</param>
    /// <param name="counter">HOTP: the first counter.</param>
    public OtpAuthUri(string account, ReadOnlySpan<byte> secret, OtpParameters parameters, string? issuer, long counter = 0) => throw new NotImplementedException();

    /// <summary>Gets the site's name.</summary>
    public string? Issuer { get; }

    /// <summary>Gets the user's name.</summary>
    public string Account { get; } = "";

    /// <summary>Gets the shared secret.</summary>
    public ReadOnlyMemory<byte> Secret { get; }

    /// <summary>Gets how codes are made.</summary>
    public OtpParameters Parameters { get; } = OtpParameters.Default;

    /// <summary>Gets the first counter of HOTP.</summary>
    public long Counter { get; }

    /// <summary>Reads an address tolerantly: issuer missing, secret in lower case or padded, <c>+</c> for a space, unknown parameters.</summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out OtpAuthUri? uri) => throw new NotImplementedException();

    /// <summary>The address with the secret in it. Values that are the default are written too; <c>%20</c> is a space.</summary>
    public string Format() => throw new NotImplementedException();

    /// <summary>The address without its secret, for logs.</summary>
    public override string ToString() => throw new NotImplementedException();
}
