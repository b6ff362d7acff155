using System.Collections.Immutable;

namespace HtpasswdAuth;

/// <summary>A password for one program of a user, which needs no second factor and can be taken back alone.</summary>
public sealed record AppPassword
{
    /// <summary>What every app password begins with.</summary>
    public const string Prefix = "htapp-";

    private AppPassword()
    {
    }

    /// <summary>Gets the user's name.</summary>
    public required string User { get; init; }

    /// <summary>Gets the random id, 64 bits in hexadecimal.</summary>
    public required string Id { get; init; }

    /// <summary>Gets what the user calls it; 1 to 64 characters without control characters.</summary>
    public required string Name { get; init; }

    /// <summary>Gets when it was made, in whole seconds.</summary>
    public required DateTimeOffset Created { get; init; }

    /// <summary>Gets when it ends; <see langword="null"/> for never.</summary>
    public DateTimeOffset? Expires { get; init; }

    /// <summary>Gets the paths it is good for, each with all that lies below it, compared by whole segments; empty for all.</summary>
    public ImmutableArray<string> Paths { get; init; } = [];

    /// <summary>Gets the HTTP methods it is good for, in upper case; empty for all.</summary>
    public ImmutableArray<string> Methods { get; init; } = [];

    /// <summary>Makes one of 128 random bits: the prefix and 26 base32 characters in lower case.</summary>
    /// <param name="user">The user's name.</param>
    /// <param name="name">What the user calls it.</param>
    /// <param name="created">Now.</param>
    /// <param name="password">The password, which nobody can get back later: only its SHA-256 is kept.</param>
    public static AppPassword Create(string user, string name, DateTimeOffset created, out string password) => throw new NotImplementedException();

    /// <summary>Compares in fixed time; says nothing about scope or expiry.</summary>
    public bool Matches(ReadOnlySpan<byte> password) => throw new NotImplementedException();

    /// <summary>Whether a request is within the scope: not expired, path and method among those it is good for.</summary>
    /// <param name="path">The decoded path. One that two readers could take differently (backslash, escape, dot segments, <c>//</c>) is in no scope but the unlimited one.</param>
    /// <param name="method">The HTTP method.</param>
    /// <param name="now">The moment.</param>
    public bool Allows(string path, string method, DateTimeOffset now) => throw new NotImplementedException();
}
