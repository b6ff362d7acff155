namespace HtpasswdAuth;

/// <summary>How a new hash is to be made.</summary>
/// <param name="Algorithm">
/// The scheme. <see cref="PasswordHashAlgorithm.None"/> and those that are verified only cannot be created:
/// <see cref="PasswordHashAlgorithm"/> says so of each.
/// </param>
/// <param name="Cost">
/// bcrypt: 4 to 31; SHA-crypt: 1,000 to 999,999,999 rounds, written as <c>rounds=</c>;
/// <see langword="null"/>: the scheme's default (bcrypt 12; SHA-crypt 5,000 without <c>rounds=</c>).
/// Must be <see langword="null"/> for a scheme of fixed cost.
/// </param>
public sealed record PasswordHashParameters(PasswordHashAlgorithm Algorithm, int? Cost = null)
{
    /// <summary>bcrypt at cost 12.</summary>
    public static PasswordHashParameters Default { get; } = new(PasswordHashAlgorithm.Bcrypt);

    /// <summary>
    /// Gets whether a password of which the scheme reads only the beginning (bcrypt: 72 bytes, DES crypt: 8) is
    /// silently cut there, as Apache's tools do, instead of being refused.
    /// </summary>
    /// <value><see langword="false"/> by default: a longer password is refused.</value>
    public bool AllowTruncation { get; init; }
}
