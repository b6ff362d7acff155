using System.Collections.Immutable;

namespace HtpasswdAuth;

/// <summary>What came of an attempt to confirm an enrolment.</summary>
/// <param name="Outcome">In a word.</param>
internal sealed record EnrolmentResult(EnrolmentOutcome Outcome)
{
    public static readonly EnrolmentResult Stale = new(EnrolmentOutcome.Stale);
    public static readonly EnrolmentResult TicketRequired = new(EnrolmentOutcome.TicketRequired);
    public static readonly EnrolmentResult Unavailable = new(EnrolmentOutcome.Unavailable);

    public CodeResult? Code { get; init; }

    /// <summary>To be shown once.</summary>
    public ImmutableArray<string> RecoveryCodes { get; init; } = [];
}
