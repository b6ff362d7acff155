namespace HtpasswdAuth;

/// <summary>
/// How long the outcome of a password verification is remembered. Only in memory, and only as a keyed code over user, stored
/// hash and password: no password is kept, and a changed line in the file makes what was remembered of it worthless at once.
/// </summary>
public sealed class VerifyCacheOptions
{
    /// <summary>Gets or sets whether outcomes are remembered at all.</summary>
    /// <value><see langword="true"/> by default. Without the cache every request costs a full password hash.</value>
    public bool Enabled { get; set; } = true;

    /// <summary>Gets or sets how long a right password is remembered, from its verification on.</summary>
    /// <value>More than zero, at most a day; 5 minutes by default.</value>
    public TimeSpan Lifetime { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>
    /// Gets or sets how long a wrong password is remembered, so that a browser or script that repeats the very same one does
    /// not cost a hash each time.
    /// </summary>
    /// <value>More than zero, at most 5 minutes; 10 seconds by default.</value>
    public TimeSpan NegativeLifetime { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Gets or sets how many right passwords are remembered at most, and how many wrong ones beside them.</summary>
    /// <value>1 to 10,000,000; 10,000 by default. An entry takes about 1.5 kB.</value>
    public int MaxEntries { get; set; } = 10_000;
}
