using Microsoft.AspNetCore.Authentication;

namespace HtpasswdAuth;

/// <summary>
/// Options of the scheme. Each can also be set by configuration under <c>Authentication:Schemes:{scheme name}</c>, for example by
/// the environment variable <c>Authentication__Schemes__Htdigest__UserFile</c>. They are read once, at start; all errors in them
/// are reported together.
/// </summary>
public sealed class HtdigestOptions : AuthenticationSchemeOptions
{
    /// <summary>Gets or sets the digest file, as Apache's <c>AuthUserFile</c> under <c>AuthType Digest</c>.</summary>
    /// <value>
    /// A path, absolute or relative to the content root. Required; must not lie under the web root. A file that is missing is
    /// waited for: until it comes everybody is answered 503.
    /// </value>
    public string? UserFile { get; set; }

    /// <summary>
    /// Gets or sets the realm, as Apache's <c>AuthName</c>. It is part of every hash: the file's users are those whose line has it
    /// as its second field, and another realm needs other hashes.
    /// </summary>
    /// <value>Printable ASCII without a colon, not empty; <see cref="HtdigestDefaults.Realm"/> by default.</value>
    public string Realm { get; set; } = HtdigestDefaults.Realm;

    /// <summary>Gets or sets the group file, as Apache's <c>AuthGroupFile</c>: its groups are roles of the users it names.</summary>
    /// <value>As for Basic: see <see cref="HtpasswdOptions.GroupFile"/>.</value>
    public string? GroupFile { get; set; }

    /// <summary>Gets or sets the addresses for which a client may use the same password unasked, as Apache's <c>AuthDigestDomain</c>.</summary>
    /// <value>Absolute paths or addresses, divided by spaces; by default none, which means the whole site.</value>
    public string? Domain { get; set; }

    /// <summary>Gets or sets whether MD5 is offered to clients that know nothing better, as far as the file has hashes for it.</summary>
    /// <value>
    /// <see langword="true"/> by default: what Apache's <c>htdigest</c> writes is MD5. When all users have a longer hash as well, clients that
    /// know SHA-256 use that; Safari knows MD5 only.
    /// </value>
    public bool AllowMd5 { get; set; } = true;

    /// <summary>
    /// Gets or sets of which algorithm the hashes of 64 digits are, which the file does not say: SHA-256 and SHA-512/256 are as
    /// long as each other. Those of 32 digits are MD5.
    /// </summary>
    /// <value><see cref="DigestAlgorithm.Sha256"/> by default. No browser knows <see cref="DigestAlgorithm.Sha512Slash256"/>; give its users an MD5 hash besides.</value>
    public DigestAlgorithm LongHashes { get; set; } = DigestAlgorithm.Sha256;

    /// <summary>Gets or sets whether the variants with a key of the session, such as <c>MD5-sess</c>, are offered in the place of the plain ones.</summary>
    /// <value><see langword="false"/> by default. Firefox and Safari know none of them.</value>
    public bool UseSessionVariants { get; set; }

    /// <summary>
    /// Gets or sets whether <c>qop="auth-int"</c> is offered too, by which the response covers the request's body. The body is
    /// read into memory before anybody is signed in.
    /// </summary>
    /// <value><see langword="false"/> by default. HTTPS protects more, and not all clients that offer it hash the body right.</value>
    public bool AllowAuthInt { get; set; }

    /// <summary>Gets or sets the longest body that is read for <see cref="AllowAuthInt"/>; a longer one is refused.</summary>
    /// <value>In bytes, 0 to 100 MB; 1 MB by default.</value>
    public int MaxBodyBytes { get; set; } = 1024 * 1024;

    /// <summary>Gets or sets whether clients are asked to send a hash in the place of the user's name.</summary>
    /// <value><see langword="false"/> by default. Over HTTPS nobody sees the name anyway.</value>
    public bool UserHash { get; set; }

    /// <summary>Gets or sets how long a nonce is good, as Apache's <c>AuthDigestNonceLifetime</c>. Clients get another without asking anybody.</summary>
    /// <value>10 seconds to a day; 5 minutes by default.</value>
    public TimeSpan NonceLifetime { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>
    /// Gets or sets the secret that nonces are made with, in base64. Set the same one on all nodes of a site, so that each takes
    /// the nonces of the others; a replay is recognized by the node that saw the request first only.
    /// </summary>
    /// <value>
    /// At least 32 bytes of chance, for example from <c>openssl rand -base64 32</c>; by default the process makes one of its own,
    /// and after a restart clients are given new nonces, without asking anybody.
    /// </value>
    public string? NonceKey { get; set; }

    /// <summary>
    /// Gets or sets how many nonces with which somebody signed in are remembered against replays. Beyond, the oldest are void, and
    /// their clients get new ones.
    /// </summary>
    /// <value>100 to 10,000,000; 100,000 by default. One takes about 200 bytes.</value>
    public int MaxNonces { get; set; } = 100_000;

    /// <summary>
    /// Gets or sets whether users may sign in by Basic as well, as with Apache's <c>AuthBasicUseDigestAlgorithm</c>: for clients
    /// that know no Digest. The server then sees their passwords.
    /// </summary>
    /// <value><see langword="false"/> by default.</value>
    public bool AllowBasic { get; set; }

    /// <summary>Gets or sets whether credentials are accepted over plain HTTP from other machines.</summary>
    /// <value>
    /// <see langword="false"/> by default: anything but HTTPS and loopback is answered 403. Digest does not send the password, but whoever
    /// reads along can guess at it offline, change answers and bodies, or ask for Basic instead. Behind a proxy that ends TLS, use
    /// forwarded headers instead of this.
    /// </value>
    public bool AllowInsecureTransport { get; set; }

    /// <summary>Gets or sets how long somebody who guesses at passwords is made to wait.</summary>
    /// <value>
    /// As for Basic. One wrong password counts again with each nonce it is sent with, since a response does not tell which
    /// password it was made of.
    /// </value>
    public AttemptThrottleOptions AttemptThrottle { get; set; } = new();

    /// <summary>Gets or sets who gives a one-time code besides the password, and where the enrolments lie.</summary>
    /// <value>
    /// As for Basic: nobody by default, and the files lie beside <see cref="UserFile"/>. App passwords are taken with <see cref="AllowBasic"/>
    /// only, and <see cref="SecondFactorOptions.AllowPasswordWithCode"/> never.
    /// </value>
    public SecondFactorOptions SecondFactor { get; set; } = new();

    /// <summary>
    /// Gets or sets how users change their passwords. The form and the JSON endpoint for it send the server the new password and the current
    /// one, which Digest otherwise keeps from it: over HTTPS only, whatever <see cref="AllowInsecureTransport"/> says, unless
    /// <see cref="AllowBasic"/> is set as well.
    /// </summary>
    /// <value>
    /// As for Basic, except that the hashes are those of the file: <see cref="PasswordChangeOptions.Algorithm"/> and
    /// <see cref="PasswordChangeOptions.Cost"/>, <see cref="PasswordChangeOptions.DigestFile"/> and its realm stay as they are. The state file
    /// is <c>users.htdigest.password-state</c> for <c>users.htdigest</c> by default, so that a password file beside it has one of its own.
    /// </value>
    public PasswordChangeOptions PasswordChange { get; set; } = new();

    /// <summary>
    /// Gets or sets how long sign-ins go on from the last good copy when the file cannot be read; after that everybody is
    /// answered 503 until it can.
    /// </summary>
    /// <value>Zero to an hour; 10 seconds by default.</value>
    public TimeSpan MissingFileGrace { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// Gets or sets how long a file that has lost more than half of its users, and at least 10, must be left alone to be believed, if
    /// neither HtpasswdAuth nor <c>htauth</c> has written it. Until then users who are not in it any more are answered 503;
    /// <c>htauth accept FILE</c> ends it at once.
    /// </summary>
    /// <value>The default is 60 seconds; up to a day. Zero believes it as any other change, after 4 seconds.</value>
    public TimeSpan ShrunkFileGrace { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>Gets or sets how often the file is looked at where the file system sends no event of its change.</summary>
    /// <value>100 milliseconds to an hour; 1 second by default. A look reads the file's times and size, not its content.</value>
    public TimeSpan PollInterval { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>
    /// Gets or sets whether <c>WWW-Authenticate</c> is left out for requests made by a script
    /// (<c>X-Requested-With: XMLHttpRequest</c> or <c>Sec-Fetch-Mode: cors</c>), so that the browser does not show its prompt for them.
    /// Scripts then cannot get a new nonce either.
    /// </summary>
    /// <value><see langword="false"/> by default.</value>
    public bool SuppressChallengeForScripts { get; set; }

    /// <summary>Gets or sets what the application does at the turns of a sign-in.</summary>
    public new HtdigestEvents Events
    {
        get => (HtdigestEvents)base.Events!;
        set => base.Events = value;
    }

    /// <summary>Settings in configuration that could not be read, for the validator to report with everything else.</summary>
    internal List<string> ConfigurationErrors { get; } = [];

    /// <summary>Initializes the options with the defaults above.</summary>
    public HtdigestOptions() => Events = new HtdigestEvents();
}
