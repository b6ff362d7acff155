using System.Collections.Immutable;

namespace HtpasswdAuth;

/// <summary>All that the enrolment file holds of one user.</summary>
/// <param name="Name">The user's name.</param>
public sealed record OtpUser(string Name)
{
    /// <summary>How many app passwords a user may have.</summary>
    public const int MaxAppPasswords = 256;

    /// <summary>Gets the one-time password secret, if the user is enrolled.</summary>
    public OtpEnrolment? Enrolment { get; init; }

    /// <summary>Gets the app passwords, at most <see cref="MaxAppPasswords"/>.</summary>
    public ImmutableArray<AppPassword> AppPasswords { get; init; } = [];

    /// <summary>Gets the ticket to enrol, if one was made and not used.</summary>
    public EnrolmentTicket? Ticket { get; init; }

    /// <summary>Gets whether nothing is held, so that the file needs no line.</summary>
    public bool IsEmpty => Enrolment is null && AppPasswords.IsEmpty && Ticket is null;

    /// <summary>Whether a user of that name can be enrolled: 1 to 255 bytes of UTF-8.</summary>
    public static bool IsName(string name) => OtpField.IsUserName(name);

    /// <summary>The name only.</summary>
    public override string ToString() => $"{nameof(OtpUser)} {{ Name = {Name} }}";
}
