namespace HtpasswdAuth;

/// <summary>
/// The form to change the password, sent to <see cref="HtpasswdPageLinks.Password"/> with the fields <c>userName</c>,
/// <c>currentPassword</c>, <c>newPassword</c>, <c>confirmation</c> and, where <see cref="NeedsCode"/> says so, <c>code</c> or <c>recovery_code</c>.
/// </summary>
public sealed class PasswordPage : HtpasswdPage
{
    /// <summary>Gets the name that was typed before, or is known: the field is read-only where <see cref="HtpasswdPage.UserName"/> is set.</summary>
    public string? TypedName { get; init; }

    /// <summary>Gets whether the user must change the password before anything else.</summary>
    public bool IsForced { get; init; }

    /// <summary>
    /// Gets whether the user gives a code as well; <see langword="null"/> where the user is not known yet: the field is then there and may stay empty.
    /// </summary>
    public bool? NeedsCode { get; init; }

    /// <summary>Gets whether a recovery code is to be typed instead of a code of the app.</summary>
    public bool WithRecoveryCode { get; init; }

    /// <summary>Gets the least number of characters of the new password.</summary>
    public required int MinLength { get; init; }

    /// <summary>Gets the greatest number of characters of the new password.</summary>
    public required int MaxLength { get; init; }

    /// <summary>Gets what is against the new password that was sent.</summary>
    public IReadOnlyList<PasswordRefusal> Refusals { get; init; } = [];
}
