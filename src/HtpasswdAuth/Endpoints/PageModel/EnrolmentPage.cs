namespace HtpasswdAuth;

/// <summary>
/// The beginning of setting up the second factor, sent to <see cref="HtpasswdPageLinks.Enrolment"/>. Who has one gives <c>code</c> or
/// <c>recovery_code</c>; where the site asks for it, who has none gives <c>ticket</c>.
/// </summary>
public sealed class EnrolmentPage : HtpasswdPage
{
    /// <summary>Gets whether the user has a second factor, which is replaced.</summary>
    public required bool Replaces { get; init; }

    /// <summary>Gets whether a recovery code is to be typed instead of a code of the old app.</summary>
    public required bool WithRecoveryCode { get; init; }

    /// <summary>Gets whether a ticket of the administrator is needed.</summary>
    public required bool NeedsTicket { get; init; }
}
