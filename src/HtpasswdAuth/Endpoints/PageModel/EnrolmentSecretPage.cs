namespace HtpasswdAuth;

/// <summary>
/// Shows the new secret and asks for the first code, sent to <see cref="HtpasswdPageLinks.EnrolmentConfirmation"/> with the fields
/// <c>token</c> and <c>code</c>.
/// </summary>
public sealed class EnrolmentSecretPage : HtpasswdPage
{
    /// <summary>Gets the secret in base32 without padding, ungrouped.</summary>
    public required string Key { get; init; }

    /// <summary>Gets the same as an <c>otpauth:</c> address: what the QR code holds, and a link for the phone itself.</summary>
    public required string OtpAuthUri { get; init; }

    /// <summary>Gets what the field <c>token</c> sends back.</summary>
    public required string Token { get; init; }

    /// <summary>Gets when the token ends.</summary>
    public required DateTimeOffset Expires { get; init; }
}
