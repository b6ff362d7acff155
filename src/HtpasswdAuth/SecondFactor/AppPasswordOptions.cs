namespace HtpasswdAuth;

/// <summary>
/// What app passwords may be like; in configuration under <c>SecondFactor:AppPasswords</c> of the scheme's section. It holds for new ones and
/// for those that there are, whoever made them.
/// </summary>
public sealed class AppPasswordOptions
{
    /// <summary>Gets or sets how long an app password is good. One that is made without an end ends then.</summary>
    /// <value>1 hour to 3660 days; <see langword="null"/> by default: as long as its maker wants, or for ever.</value>
    public TimeSpan? MaxLifetime { get; set; }

    /// <summary>Gets or sets whether each must be limited to paths or methods.</summary>
    /// <value><see langword="false"/> by default.</value>
    public bool RequireScope { get; set; }

    /// <summary>Gets whether one is what it may be.</summary>
    internal bool Allows(AppPassword one, DateTimeOffset now) =>
        (MaxLifetime is not { } longest || now - one.Created < longest)
        && (!RequireScope || !one.Paths.IsEmpty || !one.Methods.IsEmpty);
}
