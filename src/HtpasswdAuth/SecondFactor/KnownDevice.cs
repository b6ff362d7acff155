namespace HtpasswdAuth;

/// <summary>What the cookie of a known browser says.</summary>
internal sealed record KnownDevice
{
    public required TokenAccount Account { get; init; }

    public required string Id { get; init; }

    /// <summary>The enrolment of which the browser has given a code; empty if it has given none.</summary>
    public required string EnrolmentId { get; init; }

    public required DateTimeOffset Expires { get; init; }

    public required SessionEpochs Epochs { get; init; }
}
