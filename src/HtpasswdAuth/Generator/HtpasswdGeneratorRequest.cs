using System.Net;

namespace HtpasswdAuth;

/// <summary>Asks for a line. No record, since its text would show the password.</summary>
public sealed class HtpasswdGeneratorRequest
{
    /// <summary>Gets the user's name.</summary>
    public required string UserName { get; init; }

    /// <summary>Gets the password; its UTF-8 bytes in normalization form C are hashed.</summary>
    public required string Password { get; init; }

    /// <summary>Gets the id of one of <see cref="HtpasswdGenerator.Algorithms"/>.</summary>
    public required string Algorithm { get; init; }

    /// <summary>Gets the cost; <see langword="null"/> for the algorithm's default.</summary>
    public int? Cost { get; init; }

    /// <summary>Gets the realm of a digest line; not read otherwise.</summary>
    public string? Realm { get; init; }

    /// <summary>Gets who asks, to count; all whose address is not known count together.</summary>
    public IPAddress? Client { get; init; }
}
