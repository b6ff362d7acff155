namespace HtpasswdAuth;

/// <summary>
/// Verifies, recognises and creates password hashes in the formats of Apache's password files.
/// Nothing that a file or a client holds makes a method here throw: a text that cannot be used matches no password.
/// </summary>
public static class PasswordHash
{
    /// <summary>The number of bytes of a password that bcrypt reads. Further ones make no difference to the hash.</summary>
    public const int MaxBcryptPasswordBytes = 72;

    /// <summary>How many bcrypt hashes of equal cost <see cref="VerifyMany"/> computes side by side in hardly more than the time of one.</summary>
    public const int BcryptLanes = BlowfishLanes.Count;

    /// <summary>Checks a password against a stored hash. The time taken does not tell where the two differ.</summary>
    /// <param name="password">
    /// The bytes as the client sent them. bcrypt reads 72 and DES crypt 8 of them, as the C libraries do. A password that
    /// holds a NUL byte never matches: a C program would have hashed only what precedes it. The longer the password the
    /// longer MD5-crypt and SHA-crypt take (SHA-crypt grows with the square): cap its length before.
    /// </param>
    /// <param name="storedHash">The field of the file, without white space around it.</param>
    /// <param name="limits">The costs to accept and to ask for; <see cref="PasswordHashLimits.Default"/> by default.</param>
    /// <param name="allowPlaintext">
    /// Whether <c>{PLAIN}</c> texts, and texts that resemble no hash at all, are passwords themselves. A text that looks like
    /// a hash (also of another system, or a broken one: <c>{…}</c>, <c>$…$</c>, the name of an algorithm, a digest in hexadecimal or base 64,
    /// 13, 24, 35 … characters of crypt), the marks of a locked account (<c>*</c>, <c>!</c>, <c>x</c>) and the empty text are never
    /// taken for a password.
    /// </param>
    public static PasswordVerification Verify(
        ReadOnlySpan<byte> password,
        ReadOnlySpan<byte> storedHash,
        PasswordHashLimits? limits = null,
        bool allowPlaintext = false)
    {
        PasswordHashScheme? scheme = PasswordHashSchemes.FindAllowed(storedHash, allowPlaintext);
        return scheme is null
            ? PasswordVerification.UnknownScheme
            : scheme.Verify(password, storedHash, limits ?? PasswordHashLimits.Default);
    }

    /// <summary>
    /// Checks several passwords, each against a stored hash of its own. The answers are those of <see cref="Verify"/>; bcrypt hashes of one
    /// cost are computed side by side, <see cref="BcryptLanes"/> of which take hardly longer than one. Nothing is
    /// allocated.
    /// </summary>
    /// <param name="candidates">
    /// The passwords with their hashes. Bcrypt hashes of equal cost are computed together where no bcrypt hash of another cost stands between them.
    /// </param>
    /// <param name="results">Receives the answers, in the same order. What is behind them stays as it is.</param>
    /// <param name="limits">As for <see cref="Verify"/>.</param>
    /// <param name="allowPlaintext">As for <see cref="Verify"/>.</param>
    /// <exception cref="ArgumentException"><paramref name="results"/> is shorter than <paramref name="candidates"/>.</exception>
    public static void VerifyMany(
        ReadOnlySpan<PasswordCandidate> candidates,
        Span<PasswordVerification> results,
        PasswordHashLimits? limits = null,
        bool allowPlaintext = false)
    {
        if (results.Length < candidates.Length)
        {
            throw PasswordHashErrors.ResultsTooShort(nameof(results), candidates.Length, results.Length);
        }

        PasswordHashBatch.Verify(candidates, results, limits ?? PasswordHashLimits.Default, allowPlaintext);
    }

    /// <summary>
    /// Tells, without hashing anything, whether any password could match a stored hash: <see langword="false"/> where <see cref="Verify"/> answers
    /// <see cref="PasswordVerification.UnknownScheme"/> or <see cref="PasswordVerification.Malformed"/>.
    /// </summary>
    /// <param name="storedHash">The field of the file, without white space around it.</param>
    /// <param name="limits">As for <see cref="Verify"/>.</param>
    /// <param name="allowPlaintext">As for <see cref="Verify"/>.</param>
    public static bool IsUsable(ReadOnlySpan<byte> storedHash, PasswordHashLimits? limits = null, bool allowPlaintext = false) =>
        PasswordHashSchemes.FindAllowed(storedHash, allowPlaintext) is { } scheme
        && scheme.RefuseUnhashed(password: default, storedHash, limits ?? PasswordHashLimits.Default, out _) is null;

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
