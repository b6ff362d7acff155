using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace HtpasswdAuth;

/// <summary>
/// What is remembered of a user's password beside its hash: since when it has been the user's, whether it must be changed, and until
/// when it counts. Immutable; the methods return the state that follows. It holds no secret.
/// </summary>
/// <param name="User">The user's name.</param>
public sealed record PasswordState(string User)
{
    /// <summary>
    /// Gets the <see cref="VersionOf">version</see> of the password that all this is about. Where the user file has got another
    /// since, by whatever program, this state says nothing of it. <see langword="null"/> for whichever password the user has.
    /// </summary>
    public UInt128? Version { get; init; }

    /// <summary>Gets when the user set the password, or when it was first seen if somebody else did; in whole seconds.</summary>
    public DateTimeOffset? Changed { get; init; }

    /// <summary>Gets whether the user must set another password before anything else.</summary>
    public bool MustChange { get; init; }

    /// <summary>Gets when the password ceases to count, for changing it as well; in whole seconds.</summary>
    public DateTimeOffset? Expires { get; init; }

    /// <summary>Gets whether there is nothing to remember, so that the file needs no line.</summary>
    public bool IsDefault => this == new PasswordState(User);

    /// <summary>
    /// What tells one password of a user from the next: the first 128 bits of a SHA-256 over the name and the stored hash. Whoever
    /// knows the stored hash can compute it, and from it nobody can compute the hash of a scheme with salt.
    /// </summary>
    /// <param name="userName">The user's name.</param>
    /// <param name="storedHash">The field of the user file.</param>
    public static UInt128 VersionOf(string userName, ReadOnlySpan<byte> storedHash)
    {
        // A name cannot hold the byte between the two.
        byte[] text = [.. Encoding.UTF8.GetBytes(userName), 0, .. storedHash];
        return BinaryPrimitives.ReadUInt128BigEndian(SHA256.HashData(text));
    }

    /// <summary>Whether the user must set another password before anything else.</summary>
    /// <param name="version">The version of the password that the user has.</param>
    /// <param name="now">The time.</param>
    /// <param name="maxAge">How old a password may become; <see langword="null"/> for any age.</param>
    public bool IsChangeForced(UInt128 version, DateTimeOffset now, TimeSpan? maxAge) =>
        IsAbout(version) && (MustChange || (maxAge is { } age && Changed is { } changed && now - changed >= age));

    /// <summary>Whether the password has ceased to count.</summary>
    /// <param name="version">The version of the password that the user has.</param>
    /// <param name="now">The time.</param>
    public bool IsExpired(UInt128 version, DateTimeOffset now) => IsAbout(version) && Expires is { } expires && now >= expires;

    /// <summary>The user has set a password: nothing more is asked of them.</summary>
    public PasswordState WithChange(UInt128 version, DateTimeOffset now) =>
        new(User) { Version = version, Changed = OtpField.ToSeconds(now) };

    /// <summary>A password was seen. One that somebody else has set begins to age now.</summary>
    /// <returns>The same reference if it is the one this is about.</returns>
    public PasswordState WithSight(UInt128 version, DateTimeOffset now)
    {
        if (Version == version && Changed is not null)
        {
            return this;
        }

        DateTimeOffset seen = OtpField.ToSeconds(now);
        return IsAbout(version)
            ? this with { Version = version, Changed = Changed ?? seen }
            : new PasswordState(User) { Version = version, Changed = seen };
    }

    private bool IsAbout(UInt128 version) => Version is null || Version == version;
}
