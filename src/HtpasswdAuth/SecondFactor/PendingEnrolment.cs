namespace HtpasswdAuth;

/// <summary>A secret that somebody is about to put into an app. It is kept nowhere but in a protected form field.</summary>
internal sealed record PendingEnrolment
{
    /// <summary>Whose it is, with the password that it was begun with.</summary>
    public required TokenAccount Account { get; init; }

    public string User => Account.User;

    /// <summary>The id that the enrolment will have: one pending enrolment, one enrolment, however often it is confirmed.</summary>
    public required string Id { get; init; }

    public required byte[] Secret { get; init; }

    public required DateTimeOffset Expires { get; init; }

    /// <summary>Beyond this it is not renewed, however often the page is shown again.</summary>
    public required DateTimeOffset Ends { get; init; }

    /// <summary>The id of the enrolment it replaces; empty for a first one. If another came in between, it replaces nothing.</summary>
    public required string Replaces { get; init; }

    /// <summary>The user's ticket, if it was shown: it has to be good still when it is used up.</summary>
    public required string? Ticket { get; init; }

    public override string ToString() => $"{nameof(PendingEnrolment)} of {User}";
}
