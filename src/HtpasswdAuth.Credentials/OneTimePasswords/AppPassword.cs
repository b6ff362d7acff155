using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;

namespace HtpasswdAuth;

/// <summary>A password for one program of a user, which needs no second factor and can be taken back alone.</summary>
public sealed record AppPassword
{
    /// <summary>What every app password begins with.</summary>
    public const string Prefix = "htapp-";

    internal const int IdLength = 16;

    private const int LongestName = 64;

    internal AppPassword()
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

    /// <summary>
    /// Gets the paths it is good for, each with all that lies below it, compared by whole segments and in exact case; empty for all.
    /// They begin with a slash and hold neither dot segments nor escapes.
    /// </summary>
    public ImmutableArray<string> Paths { get; init; } = [];

    /// <summary>Gets the HTTP methods it is good for, in upper case; empty for all.</summary>
    public ImmutableArray<string> Methods { get; init; } = [];

    internal string Hash { get; init; } = "";

    /// <summary>Makes one of 128 random bits: the prefix and 26 base32 characters in lower case.</summary>
    /// <param name="user">The user's name, at most 255 bytes in UTF-8.</param>
    /// <param name="name">What the user calls it; see <see cref="Name"/>.</param>
    /// <param name="created">Now.</param>
    /// <param name="password">The password, which nobody can get back later: only its SHA-256 is kept.</param>
    /// <exception cref="ArgumentException">One of the names is not what it may be.</exception>
    public static AppPassword Create(string user, string name, DateTimeOffset created, out string password)
    {
        OtpField.ThrowIfNotUserName(user, nameof(user));
        ArgumentNullException.ThrowIfNull(name);
        if (!IsName(name))
        {
            throw new ArgumentException($"A name has 1 to {LongestName} characters, none of them a control character.", nameof(name));
        }

        password = Prefix + Base32.Encode(RandomNumberGenerator.GetBytes(TokenHash.RandomBytes)).ToLowerInvariant();
        return new AppPassword
        {
            User = user,
            Id = RandomNumberGenerator.GetHexString(IdLength, lowercase: true),
            Name = name,
            Created = OtpField.ToSeconds(created),
            Hash = TokenHash.Compute(Encoding.ASCII.GetBytes(password)),
        };
    }

    /// <summary>Whether a path can be one of <see cref="Paths"/>.</summary>
    public static bool IsPath(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        return AppPasswordScope.IsPath(path);
    }

    /// <summary>Compares in fixed time; says nothing about scope or expiry.</summary>
    public bool Matches(ReadOnlySpan<byte> password) => TokenHash.Matches(Hash, password);

    /// <summary>Whether a request is within the scope: not expired, path and method among those it is good for.</summary>
    /// <param name="path">The decoded path. One that two readers could take differently (backslash, escape, dot segments, <c>//</c>) is in no scope but the unlimited one.</param>
    /// <param name="method">The HTTP method.</param>
    /// <param name="now">The moment.</param>
    public bool Allows(string path, string method, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(path);
        ArgumentNullException.ThrowIfNull(method);
        return (Expires is null || now < Expires)
            && (Methods.IsEmpty || Methods.Contains(method, RequestMethod.Comparer))
            && (Paths.IsEmpty || AppPasswordScope.Includes(Paths, path));
    }

    /// <summary>User and id: not the hash.</summary>
    public override string ToString() => $"{nameof(AppPassword)} {{ User = {User}, Id = {Id} }}";

    internal static bool IsName(string name) => name.Length is > 0 and <= LongestName && !name.Any(char.IsControl) && OtpField.IsShortText(name);
}
