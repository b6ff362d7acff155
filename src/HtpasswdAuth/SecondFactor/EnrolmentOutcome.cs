namespace HtpasswdAuth;

/// <summary>What came of an attempt to confirm an enrolment.</summary>
internal enum EnrolmentOutcome
{
    /// <summary>Nothing was changed: a file is broken, missing or not writable.</summary>
    Unavailable = 0,

    Enrolled,

    /// <summary>The code was not accepted; see <see cref="EnrolmentResult.Code"/>.</summary>
    CodeRefused,

    /// <summary>The token is broken, over, somebody else's, or its enrolment was confirmed or overtaken: begin again.</summary>
    Stale,

    /// <summary>This site wants a ticket, and the enrolment was begun without one that is still good.</summary>
    TicketRequired,
}
