namespace HtpasswdAuth;

/// <summary>How users of a scheme change their passwords.</summary>
public sealed class PasswordChangeOptions
{
    /// <summary>Gets or sets what a new password must be like.</summary>
    /// <value>15 characters and not among the first that are tried, by default.</value>
    public PasswordPolicyOptions Policy { get; set; } = new();

    /// <summary>Gets or sets the scheme that new passwords are hashed with.</summary>
    /// <value>
    /// <see cref="PasswordHashAlgorithm.Bcrypt"/> by default, <see cref="PasswordHashAlgorithm.Sha512Crypt"/> or
    /// <see cref="PasswordHashAlgorithm.Sha256Crypt"/>, which take passwords of more than 72 bytes.
    /// </value>
    public PasswordHashAlgorithm Algorithm { get; set; } = PasswordHashAlgorithm.Bcrypt;

    /// <summary>Gets or sets how costly new hashes are.</summary>
    /// <value>
    /// bcrypt: 10 to 17, the base-2 logarithm of the rounds; SHA-crypt: 5,000 to 5,000,000 rounds. <see langword="null"/> by default:
    /// bcrypt 12, SHA-crypt 5,000. Not above what the scheme's <c>HashLimits</c> let sign in.
    /// </value>
    public int? Cost { get; set; }

    /// <summary>
    /// Gets or sets the <c>htdigest</c> file of the same site. A user who has a record in it gets a new one together with the new
    /// password, or neither.
    /// </summary>
    /// <value>A path, absolute or relative to the content root; <see langword="null"/> by default: there is none.</value>
    public string? DigestFile { get; set; }

    /// <summary>Gets or sets the realm of the records in <see cref="DigestFile"/>.</summary>
    /// <value>Without colon and control characters; the scheme's realm by default.</value>
    public string? DigestRealm { get; set; }

    /// <summary>
    /// Gets or sets how old a password may become before its user must change it. NIST SP 800-63B-4 advises against it: people who
    /// must change passwords often choose worse ones. A password that was not set here ages from when it is first seen here.
    /// It needs an account database, <c>AddHtpasswdSqlite()</c> or <c>AddHtpasswdPostgreSql(…)</c>, which remembers that.
    /// </summary>
    /// <value>A day or more; <see langword="null"/> by default: any age.</value>
    public TimeSpan? MaxAge { get; set; }

    /// <summary>Gets or sets a regular expression that the whole of a user's name must match; others cannot change their passwords here.</summary>
    /// <value>.NET syntax, anchored at both ends in any case; <see langword="null"/> by default: every name.</value>
    public string? UserNamePattern { get; set; }

    /// <summary>Gets or sets the page that people are led on to after they have changed their password.</summary>
    /// <value>A path of this site, with a query if need be; <see langword="null"/> by default: the page that says it is done.</value>
    public string? TargetPath { get; set; }

    /// <summary>Gets or sets how many new passwords are hashed and written at once.</summary>
    /// <value>1 to 64; 2 by default.</value>
    public int MaxConcurrentChanges { get; set; } = 2;

    /// <summary>Gets or sets how many changes may wait beyond those; more are answered 503.</summary>
    /// <value>0 to 10,000; 64 by default.</value>
    public int MaxQueuedChanges { get; set; } = 64;
}
