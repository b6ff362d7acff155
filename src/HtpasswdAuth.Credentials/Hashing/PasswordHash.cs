namespace HtpasswdAuth;

/// <summary>
/// Verifies, recognises and creates password hashes in the formats of Apache's password files.
/// Nothing that a file or a client holds makes a method here throw: a text that cannot be used matches no password.
/// </summary>
public static class PasswordHash
{
    /// <summary>The number of bytes of a password that bcrypt reads. Further ones make no difference to the hash.</summary>
    public const int MaxBcryptPasswordBytes = 72;

    /// <summary>Checks a password against a stored hash. The time taken does not tell where the two differ.</summary>
    /// <param name="password">
    /// The bytes as the client sent them. bcrypt reads 72 and DES crypt 8 of them, as the C libraries do. A password that
    /// holds a NUL byte never matches: a C program would have hashed only what precedes it. The longer the password the
    /// longer MD5-crypt and SHA-crypt take (SHA-crypt grows with the square): cap its length before.
    /// </param>
    /// <param name="storedHash">The field of the file, without white space around it.</param>
    /// <param name="limits">The costs to accept and to ask for; <see cref="PasswordHashLimits.Default"/> by default.</param>
    /// <param name="allowPlaintext">
    /// Whether <c>{PLAIN}</c> texts, and texts that resemble no hash at all, are passwords themselves. A text that begins like
    /// a hash (also like one of a scheme not known here, or a broken one), the marks of a locked account (<c>*</c>, <c>!</c>,
    /// <c>x</c>) and the empty text are never taken for a password.
    /// </param>
    public static PasswordVerification Verify(
        ReadOnlySpan<byte> password,
        ReadOnlySpan<byte> storedHash,
        PasswordHashLimits? limits = null,
        bool allowPlaintext = false)
    {
        PasswordHashScheme? scheme = PasswordHashSchemes.Find(storedHash);
        if (scheme is null && allowPlaintext && !PasswordHashSchemes.ResemblesHash(storedHash))
        {
            scheme = PasswordHashSchemes.Plaintext;
        }

        if (scheme is null || (scheme.Algorithm == PasswordHashAlgorithm.TaggedPlaintext && !allowPlaintext))
        {
            return PasswordVerification.UnknownScheme;
        }

        return scheme.Verify(password, storedHash, limits ?? PasswordHashLimits.Default);
    }

    /// <summary>Tells by which scheme and at what cost a stored hash was made, without hashing anything.</summary>
    /// <param name="storedHash">The field of the file, without white space around it.</param>
    /// <param name="info">
    /// The scheme and its cost. Where the answer is <see langword="false"/>: the scheme that the broken text begins like, with
    /// cost 0, or <see cref="PasswordHashAlgorithm.None"/> where it begins like none. A bare plaintext is of no scheme.
    /// </param>
    /// <returns>Whether the text is a well-formed hash of a known scheme, <c>{PLAIN}</c> included, whatever its cost.</returns>
    public static bool TryIdentify(ReadOnlySpan<byte> storedHash, out PasswordHashInfo info)
    {
        PasswordHashScheme? scheme = PasswordHashSchemes.Find(storedHash);
        if (scheme is null)
        {
            info = default;
            return false;
        }

        return scheme.TryIdentify(storedHash, out info);
    }

    /// <summary>Hashes a password with a new random salt.</summary>
    /// <param name="password">The bytes of the password, UTF-8 by custom.</param>
    /// <param name="parameters">The scheme and its cost; <see cref="PasswordHashParameters.Default"/> by default.</param>
    /// <returns>The text for the file: ASCII, except that a plaintext is the password itself, to be written as UTF-8.</returns>
    /// <exception cref="ArgumentException">
    /// The password holds a NUL byte, or is longer than the scheme reads and
    /// <see cref="PasswordHashParameters.AllowTruncation"/> is not set, or is a plaintext that the file could not hold or that
    /// would be read as a hash; or the scheme cannot be created; or a cost is given for a scheme of fixed cost.
    /// </exception>
    /// <exception cref="ArgumentOutOfRangeException">The cost is outside the scheme's range.</exception>
    public static string Create(ReadOnlySpan<byte> password, PasswordHashParameters? parameters = null)
    {
        parameters ??= PasswordHashParameters.Default;
        PasswordHashScheme scheme = PasswordHashSchemes.Get(parameters.Algorithm)
            ?? throw PasswordHashErrors.SchemeCannotBeCreated(nameof(parameters), parameters.Algorithm);
        return scheme.Create(password, parameters);
    }

    /// <summary>
    /// Makes up a hash that no known password matches. To verify against it costs what a real one costs: with it, an unknown
    /// user takes as long to refuse as a known one.
    /// </summary>
    /// <param name="like">
    /// The scheme and cost, as <see cref="TryIdentify"/> tells them of a real hash. Made by hand for yescrypt or scrypt, it stands
    /// for blocks of 4 KiB and one lane.
    /// </param>
    /// <exception cref="ArgumentException"><paramref name="like"/> names no scheme.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The cost is outside the scheme's range.</exception>
    public static string CreateDummy(PasswordHashInfo like)
    {
        PasswordHashScheme scheme = PasswordHashSchemes.Get(like.Algorithm)
            ?? throw PasswordHashErrors.NoScheme(nameof(like));
        return scheme.CreateDummy(like);
    }

    /// <summary>
    /// Measures how fast this machine is and tells the highest bcrypt cost of which a hash takes no longer than
    /// <paramref name="target"/>. Takes about that long itself, and is worth doing while nothing else runs.
    /// </summary>
    /// <param name="target">How long a sign-in may take for its hash, 250 milliseconds for example.</param>
    /// <param name="timeProvider">The clock; the system's by default.</param>
    /// <returns>4 to 17, the range that Apache's tools accept; 4 also where even that takes longer.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="target"/> is not positive.</exception>
    public static int Calibrate(TimeSpan target, TimeProvider? timeProvider = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(target, TimeSpan.Zero);
        return BcryptCalibration.Find(
            target,
            PasswordHashLimits.Default.MaxBcryptCost,
            timeProvider ?? TimeProvider.System,
            cost => Create("calibration"u8, new PasswordHashParameters(PasswordHashAlgorithm.Bcrypt, cost)));
    }
}
