namespace HtpasswdAuth;

/// <summary>
/// What a new password must be like, after NIST SP 800-63B-4: long, and not one that is tried first. There are no rules about
/// kinds of characters, which make passwords harder to remember and hardly any harder to guess.
/// </summary>
public sealed class PasswordPolicyOptions
{
    /// <summary>Gets or sets how many characters a password needs that is all a user signs in with.</summary>
    /// <value>In code points of Unicode, 8 to 64; 15 by default.</value>
    public int MinLength { get; set; } = 15;

    /// <summary>Gets or sets how many characters the password of a user needs who gives a one-time code as well.</summary>
    /// <value>In code points of Unicode, 8 to 64; 8 by default.</value>
    public int MinLengthWithSecondFactor { get; set; } = 8;

    /// <summary>
    /// Gets or sets how many characters a password may have. Where the hash reads less (bcrypt 72 bytes), or a sign-in may send less
    /// (<see cref="HtpasswdOptions.MaxPasswordBytes"/>), longer ones are refused with that reason; nothing is ever cut off.
    /// </summary>
    /// <value>In code points of Unicode, 64 to 1,024; 1,024 by default.</value>
    public int MaxLength { get; set; } = 1024;

    /// <summary>Gets or sets whether some 18,000 common passwords and some well-known phrases are refused.</summary>
    /// <value><see langword="true"/> by default.</value>
    public bool RefuseCommonPasswords { get; set; } = true;

    /// <summary>
    /// Gets words that everybody connects with the site: its name, its owner's, what it is about. They may stand in a password,
    /// but do not count towards its length. The realm and the host name are among them anyway.
    /// </summary>
    /// <value>Words of four characters or more count; none by default.</value>
    public IList<string> SiteWords { get; } = [];

    /// <summary>
    /// Gets or sets the least <see cref="PasswordStrengthEstimate.Score"/>. It matters only where the application registers an
    /// <see cref="IPasswordStrength"/>; without one nothing is estimated.
    /// </summary>
    /// <value>0 to 4; 3 by default.</value>
    public int MinStrength { get; set; } = 3;

    /// <summary>
    /// Gets or sets a file of the SHA-1 hashes of passwords known from thefts of data, in the form in which Have I Been Pwned
    /// offers them: lines of <c>HASH:COUNT</c>, ordered by hash. It is searched on disk and never read as a whole. While it cannot be
    /// read nothing is refused for it, and the log says so. An application's own <see cref="IBreachedPasswords"/> takes its place.
    /// </summary>
    /// <value>A path, absolute or relative to the content root; <see langword="null"/> by default.</value>
    public string? BreachedPasswordsFile { get; set; }
}
