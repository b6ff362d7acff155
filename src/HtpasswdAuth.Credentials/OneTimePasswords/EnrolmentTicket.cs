namespace HtpasswdAuth;

/// <summary>A one-time permission to enrol, made by an administrator, for sites where a password alone must not be enough for it.</summary>
public sealed record EnrolmentTicket
{
    private EnrolmentTicket()
    {
    }

    /// <summary>Gets the user's name.</summary>
    public required string User { get; init; }

    /// <summary>Gets when it ends.</summary>
    public required DateTimeOffset Expires { get; init; }

    /// <summary>Makes one of 128 random bits.</summary>
    /// <param name="user">The user's name.</param>
    /// <param name="expires">When it ends.</param>
    /// <param name="ticket">The ticket, 26 base32 characters; only its SHA-256 is kept.</param>
    public static EnrolmentTicket Create(string user, DateTimeOffset expires, out string ticket) => throw new NotImplementedException();

    /// <summary>Compares in fixed time, tolerant of case, white space and hyphens, and looks at the expiry.</summary>
    public bool Accepts(ReadOnlySpan<char> ticket, DateTimeOffset now) => throw new NotImplementedException();
}
