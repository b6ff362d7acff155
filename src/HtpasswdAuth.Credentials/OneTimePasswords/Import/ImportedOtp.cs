using System.Collections.Immutable;

namespace HtpasswdAuth;

/// <summary>What another system's file says of a user. It holds secrets in the clear; <see cref="ToString"/> tells none of them.</summary>
public sealed record ImportedOtp
{
    /// <summary>Gets the user's name.</summary>
    public required string User { get; init; }

    /// <summary>Gets the shared secret, 10 to 128 bytes; empty for a user of tinyauth who has only a password.</summary>
    public ReadOnlyMemory<byte> Secret { get; init; }

    /// <summary>Gets how codes are made.</summary>
    public OtpParameters Parameters { get; init; } = OtpParameters.Default;

    /// <summary>Gets the first counter of HOTP that was not used yet.</summary>
    public long Counter { get; init; }

    /// <summary>Gets the name of the site in the user's app.</summary>
    public string? Issuer { get; init; }

    /// <summary>Gets the clear-text PIN of mod_authn_otp, which came before the code as the password does here.</summary>
    public string? Pin { get; init; }

    /// <summary>Gets whether mod_authn_otp asked for the code alone: neither a PIN nor, as it otherwise does without one, the password.</summary>
    public bool IsWithoutPassword { get; init; }

    /// <summary>Gets tinyauth's bcrypt hash of the user's password.</summary>
    public string? PasswordHash { get; init; }

    /// <summary>Gets the recovery codes that were not used yet; Google's scratch codes have eight digits.</summary>
    public ImmutableArray<string> RecoveryCodes { get; init; } = [];

    /// <summary>Gets steps of TOTP whose codes were used; others may have been too.</summary>
    public ImmutableArray<long> UsedSteps { get; init; } = [];

    /// <summary>Gets how many steps the user's clock was found to be ahead; negative if behind.</summary>
    public int ClockOffset { get; init; }

    /// <summary>Gets when the secret was made, if the file tells.</summary>
    public DateTimeOffset? Created { get; init; }

    /// <summary>Gets when a code was last used, if the file tells.</summary>
    public DateTimeOffset? LastUsed { get; init; }

    /// <summary>Gets the settings that have no counterpart here.</summary>
    public OtpForeignSettings? Foreign { get; init; }

    /// <summary>Name and kind only.</summary>
    public override string ToString() => $"{User} ({Parameters.Type}, {Parameters.Algorithm}, {Parameters.Digits} digits)";
}
