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
}
