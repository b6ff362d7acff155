using Microsoft.AspNetCore.Authentication;

namespace HtpasswdAuth;

/// <summary>
/// Options of the scheme. Each can also be set by configuration under <c>Authentication:Schemes:{scheme name}</c>, for example by
/// the environment variable <c>Authentication__Schemes__Htpasswd__UserFile</c>. They are read once, at start; all errors in them
/// are reported together.
/// </summary>
public sealed class HtpasswdOptions : AuthenticationSchemeOptions
{
    /// <summary>Gets or sets the password file, as Apache's <c>AuthUserFile</c>.</summary>
    /// <value>
    /// A path, absolute or relative to the content root; must not lie under the web root. A file that is missing is
    /// waited for: until it comes everybody is answered 503. Required, unless the nodes of a site share a store of users
    /// (<see cref="ICredentialStore"/> among the services): then it stays <see langword="null"/>.
    /// </value>
    public string? UserFile { get; set; }

    /// <summary>Gets or sets the group file, as Apache's <c>AuthGroupFile</c>: its groups are roles of the users it names.</summary>
    /// <value>
    /// A path, absolute or relative to the content root; must not lie under the web root. None by default. While the file is missing
    /// or cannot be read, nobody is in a group.
    /// </value>
    public string? GroupFile { get; set; }

    /// <summary>Gets or sets the realm that browsers show beside their prompt and remember passwords by, as Apache's <c>AuthName</c>.</summary>
    /// <value>Printable ASCII, not empty; <see cref="HtpasswdDefaults.Realm"/> by default. Quotes are escaped for you.</value>
    public string Realm { get; set; } = HtpasswdDefaults.Realm;

    /// <summary>
    /// Gets or sets whether credentials that are not valid UTF-8 are read as Latin-1, as browsers before about 2018 sent them.
    /// </summary>
    /// <value><see langword="false"/> by default: they are refused, as RFC 7617 has it for a server that announces UTF-8.</value>
    public bool AllowLatin1 { get; set; }

    /// <summary>Gets or sets whether passwords are accepted over plain HTTP from other machines.</summary>
    /// <value>
    /// <see langword="false"/> by default: anything but HTTPS and loopback is answered 403. Behind a proxy that ends TLS, use
    /// forwarded headers instead of this.
    /// </value>
    public bool AllowInsecureTransport { get; set; }

    /// <summary>Gets or sets whether lines that hold the password itself, bare or after <c>{PLAIN}</c>, sign their users in.</summary>
    /// <value><see langword="false"/> by default: such lines match no password.</value>
    public bool AllowPlaintext { get; set; }

    /// <summary>Gets or sets how long right and wrong passwords are remembered.</summary>
    /// <value>5 minutes and 10 seconds, 10,000 entries each, by default.</value>
    public VerifyCacheOptions VerifyCache { get; set; } = new();

    /// <summary>Gets or sets how long somebody who guesses at passwords is made to wait.</summary>
    /// <value>
    /// By default 1, 2, 4 … seconds, after 20 wrong passwords from one network up to 15 minutes, after 50 for one user up to a minute.
    /// </value>
    public AttemptThrottleOptions AttemptThrottle { get; set; } = new();

    /// <summary>
    /// Gets or sets how many threads hash passwords at once. Each takes one password, or up to three that wait, where their hashes are
    /// bcrypt of equal cost: these take it hardly longer than one.
    /// </summary>
    /// <value>1 to 1,024; the number of processors by default.</value>
    public int MaxConcurrentVerifications { get; set; } = Environment.ProcessorCount;

    /// <summary>
    /// Gets or sets how many verifications may wait beyond those; more are answered 503. Clients are served in turn, and
    /// when the queue is full the client with the most waiting gives way.
    /// </summary>
    /// <value>1 to 1,000,000; 256 by default.</value>
    public int MaxQueuedVerifications { get; set; } = 256;

    /// <summary>Gets or sets the longest password that is looked at; a longer one is refused as malformed, before anything is hashed.</summary>
    /// <value>In bytes, 1 to 65,536; 4,096 by default.</value>
    public int MaxPasswordBytes { get; set; } = 4096;

    /// <summary>Gets or sets the bounds on the cost of stored hashes; a costlier hash matches no password.</summary>
    /// <value><see cref="PasswordHashLimits.Default"/> by default.</value>
    public PasswordHashLimits HashLimits { get; set; } = PasswordHashLimits.Default;

    /// <summary>
    /// Gets or sets whether a weak hash is replaced after its user has signed in: by one of the algorithm and cost that new passwords get
    /// (<see cref="PasswordChange"/>). A hash is weak if its scheme is, or if its cost is below the minimum of <see cref="HashLimits"/>.
    /// It happens beside the request; sessions go on. A file that cannot be written stays as it is, which is logged once.
    /// </summary>
    /// <value><see langword="false"/> by default: the file is only read.</value>
    public bool UpgradeHashes { get; set; }

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
    /// </summary>
    /// <value><see langword="false"/> by default.</value>
    public bool SuppressChallengeForScripts { get; set; }

    /// <summary>Gets or sets who must give a one-time code after the password, and how long it counts.</summary>
    /// <value><see cref="SecondFactorMode.None"/> by default: the password is enough.</value>
    public SecondFactorOptions SecondFactor { get; set; } = new();

    /// <summary>Gets or sets how users change their passwords.</summary>
    /// <value>At least 15 characters, hashed with bcrypt of cost 12, at any age, by default.</value>
    public PasswordChangeOptions PasswordChange { get; set; } = new();

    /// <summary>Gets or sets whether people sign in by a form and a session cookie instead of the browser's own prompt.</summary>
    /// <value>Off by default.</value>
    public SignInFormOptions SignInForm { get; set; } = new();

    /// <summary>Gets or sets what the application does at the turns of a sign-in.</summary>
    public new HtpasswdEvents Events
    {
        get => (HtpasswdEvents)base.Events!;
        set => base.Events = value;
    }

    /// <summary>Settings in configuration that could not be read, for the validator to report with everything else.</summary>
    internal List<string> ConfigurationErrors { get; } = [];

    /// <summary>Initializes the options with the defaults above.</summary>
    public HtpasswdOptions() => Events = new HtpasswdEvents();
}
