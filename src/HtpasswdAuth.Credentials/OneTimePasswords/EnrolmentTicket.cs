using System.Security.Cryptography;

namespace HtpasswdAuth;

/// <summary>A one-time permission to enrol, made by an administrator, for sites where a password alone must not be enough for it.</summary>
public sealed record EnrolmentTicket
{
    // Far more than anybody who types one puts between its 26 characters.
    private const int LongestTyped = 256;

    internal EnrolmentTicket()
    {
    }

    /// <summary>Gets the user's name.</summary>
    public required string User { get; init; }

    /// <summary>Gets when it ends.</summary>
    public required DateTimeOffset Expires { get; init; }

    /// <summary>Gets the hash of the random bits, not of the text that is made of them.</summary>
    internal string Hash { get; init; } = "";

    /// <summary>Makes one of 128 random bits.</summary>
    /// <param name="user">The user's name, at most 255 bytes in UTF-8.</param>
    /// <param name="expires">When it ends.</param>
    /// <param name="ticket">The ticket, 26 base32 characters; only its SHA-256 is kept.</param>
    /// <exception cref="ArgumentException">The name is empty or too long.</exception>
    public static EnrolmentTicket Create(string user, DateTimeOffset expires, out string ticket)
    {
        OtpField.ThrowIfNotUserName(user, nameof(user));
        byte[] random = RandomNumberGenerator.GetBytes(TokenHash.RandomBytes);
        try
        {
            ticket = Base32.Encode(random);
            return new EnrolmentTicket { User = user, Expires = OtpField.ToSeconds(expires), Hash = TokenHash.Compute(random) };
        }
        finally
        {
            CryptographicOperations.ZeroMemory(random);
        }
    }

    /// <summary>Compares in fixed time, tolerant of case, white space and hyphens, and looks at the expiry.</summary>
    public bool Accepts(ReadOnlySpan<char> ticket, DateTimeOffset now) =>
        ticket.Length <= LongestTyped
        && Base32.TryDecode(ticket, out byte[]? random)
        && TokenHash.Matches(Hash, random)
        && now < Expires;

    /// <summary>The user: not the hash.</summary>
    public override string ToString() => $"{nameof(EnrolmentTicket)} {{ User = {User}, Expires = {Expires:u} }}";
}
