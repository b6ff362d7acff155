using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;

namespace HtpasswdAuth;

/// <summary>
/// A user's one-time password secret as the enrolment file keeps it: encrypted, and bound to this user and row, so that it
/// cannot be moved to another.
/// </summary>
public sealed record OtpEnrolment
{
    private OtpEnrolment()
    {
    }

    /// <summary>Gets the user's name.</summary>
    public required string User { get; init; }

    /// <summary>Gets the random id of the enrolment, 128 bits in hexadecimal. Another secret is another enrolment.</summary>
    public required string Id { get; init; }

    /// <summary>Gets how codes are made.</summary>
    public required OtpParameters Parameters { get; init; }

    /// <summary>Gets when it was made, in whole seconds.</summary>
    public required DateTimeOffset Created { get; init; }

    /// <summary>Gets the first counter of HOTP; what was used since is in <see cref="OtpUserState"/>.</summary>
    public long Counter { get; init; }

    /// <summary>Gets the keyed hashes of the recovery codes, in base64; which are used is in <see cref="OtpUserState"/>.</summary>
    public ImmutableArray<string> RecoveryCodes { get; init; } = [];

    /// <summary>Encrypts a secret under the current key.</summary>
    /// <exception cref="ArgumentException">The secret is shorter than 10 bytes or longer than 128, or the parameters are out of range.</exception>
    public static OtpEnrolment Create(
        string user, ReadOnlySpan<byte> secret, OtpParameters parameters, DateTimeOffset created, OtpKeyRing keys, long counter = 0, string? id = null) =>
        throw new NotImplementedException();

    /// <summary>Decrypts the secret. Clear it after use.</summary>
    /// <returns>Whether the key is there and the row is as it was written.</returns>
    public bool TryReveal(OtpKeyRing keys, [NotNullWhen(true)] out byte[]? secret) => throw new NotImplementedException();

    /// <summary>This enrolment with these recovery codes instead of those it had.</summary>
    public OtpEnrolment WithRecoveryCodes(IEnumerable<string> codes, OtpKeyRing keys) => throw new NotImplementedException();

    /// <summary>Looks for a normalized recovery code among <see cref="RecoveryCodes"/>, in fixed time.</summary>
    /// <param name="code">The code, as <see cref="HtpasswdAuth.RecoveryCodes.TryNormalize"/> gives it.</param>
    /// <param name="keys">The keys.</param>
    /// <param name="hash">Its keyed hash, to be remembered as used.</param>
    public bool TryFindRecoveryCode(string code, OtpKeyRing keys, [NotNullWhen(true)] out string? hash) => throw new NotImplementedException();

    /// <summary>The same secret, encrypted under the current key of other keys.</summary>
    public OtpEnrolment Rekey(OtpKeyRing from, OtpKeyRing to) => throw new NotImplementedException();
}
