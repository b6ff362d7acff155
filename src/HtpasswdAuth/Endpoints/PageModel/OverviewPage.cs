namespace HtpasswdAuth;

/// <summary>
/// Who one is, and what one has. Where a form sent to <see cref="HtpasswdPageLinks.EnrolmentRemoval"/> with <c>code</c> or
/// <c>recovery_code</c> was refused, <see cref="HtpasswdPage.Error"/> says why, and its field which of the two it was.
/// </summary>
public sealed class OverviewPage : HtpasswdPage
{
    /// <summary>Gets whether the user has a second factor.</summary>
    public required bool IsEnrolled { get; init; }

    /// <summary>Gets when the code of this session was given; <see langword="null"/> without one.</summary>
    public DateTimeOffset? CodeGiven { get; init; }

    /// <summary>Gets when this session ends at the latest; <see langword="null"/> without one.</summary>
    public DateTimeOffset? SessionExpires { get; init; }

    /// <summary>Gets how many recovery codes are left; <see langword="null"/> where the user has no second factor or has not given it.</summary>
    public int? RecoveryCodesLeft { get; init; }

    /// <summary>Gets whether this browser is known as the user's, so that failures of strangers do not make the user wait here.</summary>
    public bool IsKnownDevice { get; init; }

    /// <summary>Gets since when the user has had the password; <see langword="null"/> if that is not known.</summary>
    public DateTimeOffset? PasswordChanged { get; init; }

    /// <summary>Gets how many app passwords the user has; <see langword="null"/> where the user has no second factor or has not given it.</summary>
    public int? AppPasswords { get; init; }
}
