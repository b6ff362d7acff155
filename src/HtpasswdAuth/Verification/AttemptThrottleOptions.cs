namespace HtpasswdAuth;

/// <summary>
/// How guesses at passwords are bounded. Only wrong passwords that were really hashed count, and one and the same wrong password counts
/// once, so that a browser that goes on sending an old one locks no user out. Counted are the user's name, the client's network, its /24 or
/// /48, and the devices and networks that the user has signed in from, each apart: at one name, unknown devices in unknown networks have
/// 100 tries, and one more every 8 minutes; a device or network of the user has 20, and one more every 2 hours. Where these are used up
/// networks take turns. Counts lie in the account database where there is one, and are forgotten with the process otherwise. A signed-in
/// client is not asked.
/// </summary>
/// <remarks>Schemes and folders with the same users count together, and must have the same settings.</remarks>
public sealed class AttemptThrottleOptions
{
    /// <summary>Gets or sets whether tries are bounded at all.</summary>
    /// <value><see langword="true"/> by default. Without it only the bounds on hashing hold guessers up.</value>
    public bool Enabled { get; set; } = true;

    /// <summary>
    /// Gets or sets how many wrong passwords a client's network, an IPv4 address or an IPv6 /64, may send before its next
    /// attempts have to wait 1, 2, 4 … seconds. One is forgotten each hour.
    /// </summary>
    /// <value>1 to 1,000,000; 20 by default.</value>
    public int FailuresPerClient { get; set; } = 20;

    /// <summary>
    /// Gets or sets how many wrong passwords may be sent for one user name by clients that the user has not signed in from, all together.
    /// One more is added every 8 minutes.
    /// </summary>
    /// <value>1 to 1,000,000; 100 by default. Names that do not exist are counted alike.</value>
    public int FailuresPerUser { get; set; } = AttemptLimit.NameTries;

    /// <summary>Gets or sets the longest that a client's network has to wait between two attempts.</summary>
    /// <value>1 second to 15 minutes; 15 minutes by default.</value>
    public TimeSpan MaxDelayPerClient { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>
    /// Gets or sets how many networks, and how many of their ranges, are counted at most; beyond, the one whose last wrong password is
    /// longest ago is forgotten. The counts of names are never forgotten for others.
    /// </summary>
    /// <value>1 to 10,000,000; 100,000 by default. A count takes about 500 bytes.</value>
    public int MaxBuckets { get; set; } = 100_000;

    internal bool IsSame(AttemptThrottleOptions other) =>
        (Enabled, FailuresPerClient, FailuresPerUser, MaxDelayPerClient, MaxBuckets)
        == (other.Enabled, other.FailuresPerClient, other.FailuresPerUser, other.MaxDelayPerClient, other.MaxBuckets);
}
