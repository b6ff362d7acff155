using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;

namespace HtpasswdAuth;

/// <summary>
/// A user's one-time password secret as the enrolment file keeps it: encrypted, and bound to this user and row, so that it
/// cannot be moved to another.
/// </summary>
/// <remarks>
/// What a <c>with</c> expression changes of the user, the id, the parameters or the counter is not what the secret was encrypted
/// with: it cannot be revealed then.
/// </remarks>
public sealed record OtpEnrolment
{
    internal const int IdLength = 32;

    private const int ShortestSecret = 10;
    private const int LongestSecret = 128;
    private const string PlainPrefix = "plain:";
    private const string SecretLabel = "HtpasswdAuth one-time password secret 1";

    internal OtpEnrolment()
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

    /// <summary>Gets whether the secret stands in the file as it is, which is readable, but should not stay so: see <see cref="Rekey"/>.</summary>
    public bool IsPlain => Secret.StartsWith(PlainPrefix, StringComparison.Ordinal);

    /// <summary>Gets the id of the key that the secret is encrypted under; <see langword="null"/> if <see cref="IsPlain"/>.</summary>
    public string? KeyId => IsPlain ? null : OtpCipher.KeyIdOf(Secret);

    /// <summary>Gets the secret: encrypted, or <c>plain:</c> and base32.</summary>
    internal string Secret { get; init; } = "";

    /// <summary>Gets the key of the recovery codes' hashes, encrypted; <see langword="null"/> if there are no codes.</summary>
    internal string? RecoveryKey { get; init; }

    /// <summary>A new random id, for whoever must know it before the enrolment is made.</summary>
    public static string NewId() => RandomNumberGenerator.GetHexString(IdLength, lowercase: true);

    /// <summary>Encrypts a secret under the current key.</summary>
    /// <param name="user">The user's name, at most 255 bytes in UTF-8.</param>
    /// <param name="secret">The shared secret, 10 to 128 bytes.</param>
    /// <param name="parameters">How codes are made. The period of HOTP, which has none, is not kept.</param>
    /// <param name="created">Now.</param>
    /// <param name="keys">The keys.</param>
    /// <param name="counter">HOTP: the first counter. TOTP: 0.</param>
    /// <param name="id">Its id, as <see cref="NewId"/> makes one; a new one by default.</param>
    /// <exception cref="ArgumentException">
    /// The secret is shorter than 10 bytes or longer than 128, the name is empty or too long, the id is none, or parameters or counter are out of range.
    /// </exception>
    public static OtpEnrolment Create(
        string user, ReadOnlySpan<byte> secret, OtpParameters parameters, DateTimeOffset created, OtpKeyRing keys, long counter = 0, string? id = null)
    {
        OtpField.ThrowIfNotUserName(user, nameof(user));
        OtpArguments.Check(parameters);
        ArgumentNullException.ThrowIfNull(keys);
        ArgumentOutOfRangeException.ThrowIfNegative(counter);
        if (secret.Length is < ShortestSecret or > LongestSecret)
        {
            throw new ArgumentException($"A secret has {ShortestSecret} to {LongestSecret} bytes.", nameof(secret));
        }

        if (id is not null && (id.Length != IdLength || !id.All(char.IsAsciiHexDigitLower)))
        {
            throw new ArgumentException("An id has 32 hexadecimal digits in lower case.", nameof(id));
        }

        if (parameters.Type == OtpType.Totp && counter != 0)
        {
            throw new ArgumentException("TOTP counts time and has no counter of its own.", nameof(counter));
        }

        var enrolment = new OtpEnrolment
        {
            User = user,
            Id = id ?? NewId(),
            Parameters = parameters.Type == OtpType.Hotp ? parameters with { Period = OtpParameters.Default.Period } : parameters,
            Created = OtpField.ToSeconds(created),
            Counter = counter,
        };
        return enrolment.WithSecret(secret, keys);
    }

    /// <summary>Decrypts the secret. Clear it after use.</summary>
    /// <returns>Whether the key is there and the row is as it was written.</returns>
    public bool TryReveal(OtpKeyRing keys, [NotNullWhen(true)] out byte[]? secret)
    {
        ArgumentNullException.ThrowIfNull(keys);
        secret = null;
        return Parameters.IsValid
            && (IsPlain
                ? Base32.TryDecode(Secret.AsSpan(PlainPrefix.Length), out secret)
                : OtpCipher.TryDecrypt(Secret, keys, OtpBinding.Of(this, SecretLabel), out secret));
    }

    /// <summary>This enrolment with these recovery codes instead of those it had, and its secret under the current key.</summary>
    /// <param name="codes">The codes, as <see cref="HtpasswdAuth.RecoveryCodes.Generate"/> makes them; none to have none.</param>
    /// <param name="keys">The keys.</param>
    /// <exception cref="CryptographicException">The secret cannot be revealed.</exception>
    public OtpEnrolment WithRecoveryCodes(IEnumerable<string> codes, OtpKeyRing keys)
    {
        ArgumentNullException.ThrowIfNull(codes);
        ArgumentNullException.ThrowIfNull(keys);
        OtpEnrolment current = KeyId == keys.CurrentKeyId ? this : Reencrypt(keys, keys);
        string[] list = [.. codes];
        if (list.Length == 0)
        {
            return current with { RecoveryKey = null, RecoveryCodes = [] };
        }

        byte[] key = RecoveryCodeHash.NewKey();
        try
        {
            return current with
            {
                RecoveryKey = RecoveryCodeHash.Encrypt(key, this, keys),
                RecoveryCodes = [.. list.Select(code => RecoveryCodeHash.Compute(key, code))],
            };
        }
        finally
        {
            CryptographicOperations.ZeroMemory(key);
        }
    }

    /// <summary>Looks for a normalized recovery code among <see cref="RecoveryCodes"/>, in fixed time.</summary>
    /// <param name="code">The code, as <see cref="HtpasswdAuth.RecoveryCodes.TryNormalize"/> gives it.</param>
    /// <param name="keys">The keys.</param>
    /// <param name="hash">Its keyed hash, to be remembered as used.</param>
    public bool TryFindRecoveryCode(string code, OtpKeyRing keys, [NotNullWhen(true)] out string? hash)
    {
        ArgumentNullException.ThrowIfNull(code);
        ArgumentNullException.ThrowIfNull(keys);
        hash = null;
        if (!RecoveryCodeHash.TryDecrypt(this, keys, out byte[]? key))
        {
            return false;
        }

        try
        {
            string computed = RecoveryCodeHash.Compute(key, code);
            hash = RecoveryCodeHash.IsAmong(RecoveryCodes, computed) ? computed : null;
            return hash is not null;
        }
        finally
        {
            CryptographicOperations.ZeroMemory(key);
        }
    }

    /// <summary>The same secret, encrypted under the current key of other keys. Recovery codes stay good.</summary>
    /// <param name="from">The keys that can read it.</param>
    /// <param name="to">The keys that are to.</param>
    /// <exception cref="CryptographicException">It cannot be revealed with <paramref name="from"/>.</exception>
    public OtpEnrolment Rekey(OtpKeyRing from, OtpKeyRing to)
    {
        ArgumentNullException.ThrowIfNull(from);
        ArgumentNullException.ThrowIfNull(to);
        OtpEnrolment rekeyed = Reencrypt(from, to);
        if (RecoveryKey is null)
        {
            return rekeyed;
        }

        if (!RecoveryCodeHash.TryDecrypt(this, from, out byte[]? key))
        {
            throw CannotReveal();
        }

        try
        {
            return rekeyed with { RecoveryKey = RecoveryCodeHash.Encrypt(key, this, to) };
        }
        finally
        {
            CryptographicOperations.ZeroMemory(key);
        }
    }

    /// <summary>User and id: nothing of the secret, not even encrypted.</summary>
    public override string ToString() => $"{nameof(OtpEnrolment)} {{ User = {User}, Id = {Id} }}";

    /// <summary>Whether all that is encrypted is so under the current key.</summary>
    internal bool IsUnder(OtpKeyRing keys) =>
        KeyId == keys.CurrentKeyId && (RecoveryKey is null || OtpCipher.KeyIdOf(RecoveryKey) == keys.CurrentKeyId);

    /// <summary>Whether it is what <see cref="Secret"/> may be.</summary>
    internal static bool IsSecret(string text) => text.StartsWith(PlainPrefix, StringComparison.Ordinal)
        ? Base32.TryDecode(text.AsSpan(PlainPrefix.Length), out byte[]? secret) && secret.Length is >= ShortestSecret and <= LongestSecret
        : OtpCipher.IsWellFormed(text, ShortestSecret, LongestSecret);

    private static CryptographicException CannotReveal() =>
        new("The secret cannot be decrypted: its key is missing from the key file, or its line was changed.");

    private OtpEnrolment Reencrypt(OtpKeyRing from, OtpKeyRing to)
    {
        if (!TryReveal(from, out byte[]? secret))
        {
            throw CannotReveal();
        }

        try
        {
            return WithSecret(secret, to);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(secret);
        }
    }

    private OtpEnrolment WithSecret(ReadOnlySpan<byte> secret, OtpKeyRing keys) =>
        this with { Secret = OtpCipher.Encrypt(secret, keys, OtpBinding.Of(this, SecretLabel)) };
}
