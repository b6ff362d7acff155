namespace HtpasswdAuth;

/// <summary>
/// Bounds on the cost of stored hashes. The upper ones keep a line in a file from occupying a processor for hours;
/// the lower ones say from where on a verified hash is reported as <see cref="PasswordVerification.SuccessRehashNeeded"/>.
/// </summary>
public sealed record PasswordHashLimits
{
    /// <summary>The limits used where none are given: all properties at their defaults.</summary>
    public static PasswordHashLimits Default { get; } = new();

    /// <summary>
    /// Gets the highest bcrypt cost that is verified; a costlier hash is <see cref="PasswordVerification.Malformed"/>.
    /// </summary>
    /// <value>4 to 31; 17 by default, the highest that Apache's <c>htpasswd</c> writes.</value>
    public int MaxBcryptCost { get; init; } = 17;

    /// <summary>
    /// Gets the highest number of SHA-crypt rounds that is verified; more is <see cref="PasswordVerification.Malformed"/>.
    /// </summary>
    /// <value>1,000 to 999,999,999; 5,000,000 by default, a few seconds of work.</value>
    public int MaxShaCryptRounds { get; init; } = 5_000_000;

    /// <summary>Gets the bcrypt cost below which a verified hash should be replaced.</summary>
    /// <value>4 to 31; 10 by default.</value>
    public int MinBcryptCost { get; init; } = 10;

    /// <summary>Gets the number of SHA-crypt rounds below which a verified hash should be replaced.</summary>
    /// <value>1,000 to 999,999,999; 5,000 by default, the number used where the hash names none.</value>
    public int MinShaCryptRounds { get; init; } = 5_000;

    /// <summary>
    /// Gets the memory that verifying a yescrypt or scrypt hash may take, in bytes; a hash that needs more, or that goes over so
    /// much memory more than 16 times, is <see cref="PasswordVerification.Malformed"/>. Every verification that runs takes its own.
    /// </summary>
    /// <value>
    /// 1 MiB to 1 GiB; 72 MiB by default. crypt(3) of Debian makes scrypt hashes of 64 MiB and a few KiB if not told otherwise, and
    /// yescrypt hashes of 16 MiB, up to two steps of its cost below this ceiling; more memory for each of the verifications that run
    /// at once, one a processor, is nothing a password file should be able to ask for.
    /// </value>
    public int MaxMemoryBytes { get; init; } = 72 * 1024 * 1024;

    /// <summary>Gets the memory below which a verified yescrypt or scrypt hash should be replaced, in bytes.</summary>
    /// <value>1 to 1,073,741,824; 8 MiB by default, half of what crypt(3) of Debian gives a yescrypt hash if not told otherwise.</value>
    public int MinMemoryBytes { get; init; } = 8 * 1024 * 1024;

    /// <summary>
    /// Gets the highest number of rounds of <c>$sha1$</c> that is verified; more is <see cref="PasswordVerification.Malformed"/>.
    /// </summary>
    /// <value>1 to 999,999,999; 5,000,000 by default, one or two seconds of work. crypt(3) makes about 250,000.</value>
    public int MaxSha1CryptRounds { get; init; } = 5_000_000;

    /// <summary>
    /// Gets the highest number of rounds of SunMD5 that is verified, those included that are not written; more is
    /// <see cref="PasswordVerification.Malformed"/>.
    /// </summary>
    /// <value>4,096 to 999,999,999; 1,000,000 by default, one or two seconds of work. crypt(3) makes about 50,000.</value>
    public int MaxSunMd5Rounds { get; init; } = 1_000_000;

    /// <summary>
    /// Gets the highest number of rounds of BSDi's DES crypt that is verified; more is <see cref="PasswordVerification.Malformed"/>.
    /// </summary>
    /// <value>1 to 16,777,215; 1,000,000 by default, a tenth of a second of work. crypt(3) makes 725.</value>
    public int MaxBsdiCryptRounds { get; init; } = 1_000_000;

    /// <summary>Tells whether hashes like this one are verified at all, or cost too much.</summary>
    /// <param name="hash">What <see cref="PasswordHash.TryIdentify"/> tells of a hash.</param>
    /// <returns>Whether its cost is within the upper limits; <see langword="false"/> where it is of no scheme.</returns>
    public bool Admits(PasswordHashInfo hash) => PasswordHashSchemes.Get(hash.Algorithm)?.IsAdmitted(hash, this) ?? false;

    /// <summary>Tells whether hashes like this one should be replaced.</summary>
    /// <param name="hash">What <see cref="PasswordHash.TryIdentify"/> tells of a hash.</param>
    /// <returns>Whether its scheme is weak or its cost below the lower limits; <see langword="true"/> where it is of no scheme.</returns>
    public bool AsksForRehash(PasswordHashInfo hash) => PasswordHashSchemes.Get(hash.Algorithm)?.IsDue(hash, this) ?? true;
}
