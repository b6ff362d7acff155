namespace HtpasswdAuth;

/// <summary>
/// How long somebody who guesses at passwords is made to wait. Only wrong passwords that were really hashed count, and one and
/// the same wrong password counts once, so a browser that goes on sending an old one locks nobody out. Counted are the client's
/// network, the user, and a device that has signed in as the user before: such a device has a count of its own, so that a
/// stranger's guesses never shut its owner out. It is a delay, not a ban: a count is forgotten 15 minutes after its last wrong
/// password, and all of them when the process ends. Nodes that share their stores add up what they count; while the store is away each counts
/// for itself. Whoever is signed in already is not asked.
/// </summary>
public sealed class AttemptThrottleOptions
{
    /// <summary>Gets or sets whether anybody has to wait at all.</summary>
    /// <value><see langword="true"/> by default. Without it only the bounds on hashing hold guessers up.</value>
    public bool Enabled { get; set; } = true;

    /// <summary>
    /// Gets or sets how many wrong passwords a client's network, an IPv4 address or an IPv6 /64, may send before its next
    /// attempts have to wait 1, 2, 4 … seconds; so many are free for a known device as well. Local connections are no network:
    /// behind a proxy on the same machine everybody would be one.
    /// </summary>
    /// <value>1 to 1,000,000; 20 by default.</value>
    public int FailuresPerClient { get; set; } = 20;

    /// <summary>Gets or sets how many wrong passwords may be sent for one user name, from wherever, before the next attempts for it have to wait.</summary>
    /// <value>1 to 1,000,000; 50 by default. Names that do not exist are counted alike.</value>
    public int FailuresPerUser { get; set; } = 50;

    /// <summary>Gets or sets the longest that a client's network, or a known device, has to wait between two attempts.</summary>
    /// <value>1 second to 15 minutes; 15 minutes by default.</value>
    public TimeSpan MaxDelayPerClient { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>
    /// Gets or sets the longest wait between two attempts for one user name. It is what an attack on a name costs its owner,
    /// who signs in on a new device meanwhile, so keep it short.
    /// </summary>
    /// <value>1 second to 15 minutes; 1 minute by default.</value>
    public TimeSpan MaxDelayPerUser { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>
    /// Gets or sets how many counts are kept at most, of networks, of users, of names that do not exist and of devices each;
    /// beyond, the one whose last wrong password is longest ago is forgotten.
    /// </summary>
    /// <value>1 to 10,000,000; 100,000 by default. A count takes about 500 bytes.</value>
    public int MaxBuckets { get; set; } = 100_000;
}
