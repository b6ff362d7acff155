using System.Buffers.Binary;
using System.Collections.Immutable;
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
    /// <summary>How many <see cref="Aliases"/> are kept: the latest.</summary>
    public const int MaxAliases = 4;

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

    /// <summary>
    /// Gets which versions are of one password. Each was true when it was noted and is so for ever: a real change of the password leads to
    /// a version that none of them names.
    /// </summary>
    /// <value>At most <see cref="MaxAliases"/>, the latest last; none by default.</value>
    public ImmutableArray<PasswordAlias> Aliases { get; init; } = [];

    /// <summary>Gets whether there is nothing to remember, so that the file needs no line.</summary>
    public bool IsDefault => Equals(new PasswordState(User));

    /// <summary>Whether two states say the same, of the same user.</summary>
    public bool Equals(PasswordState? other) =>
        other is not null
        && (User, Version, Changed, MustChange, Expires) == (other.User, other.Version, other.Changed, other.MustChange, other.Expires)
        && Aliases.AsSpan().SequenceEqual(other.Aliases.AsSpan());

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(User, Version, Changed, MustChange, Expires, Aliases.Length);

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
        PasswordState state = For(version);
        return state.Changed is null ? state with { Changed = OtpField.ToSeconds(now) } : state;
    }

    /// <summary>What is remembered of the password that the user has; nothing of it if all this is of an earlier one.</summary>
    /// <param name="version">The version of the password that the user has.</param>
    /// <returns>The same reference if it is the one this is about.</returns>
    public PasswordState For(UInt128 version) =>
        Version is null ? this with { Version = version }
        : IsAbout(version) ? this
        : new PasswordState(User) { Version = version, Aliases = Aliases };

    /// <summary>The user's stored hash is about to be replaced by another of the same password: what is remembered is about both.</summary>
    /// <param name="version">The version of the stored hash.</param>
    /// <param name="target">The version of the one that takes its place.</param>
    /// <param name="now">The time; what is over by then is forgotten.</param>
    /// <param name="until">Until when a session that began before may last.</param>
    public PasswordState WithUpgrade(UInt128 version, UInt128 target, DateTimeOffset now, DateTimeOffset until) => this with
    {
        Version = Version is not null && IsAbout(version) ? target : Version,
        Aliases =
        [
            .. Aliases.Where(alias => alias.Until > now).TakeLast(MaxAliases - 1),
            new PasswordAlias(version, target, OtpField.ToSeconds(until)),
        ],
    };

    /// <summary>The stored hash was not replaced after all.</summary>
    /// <param name="version">As it was given to <see cref="WithUpgrade"/>.</param>
    /// <param name="target">The same.</param>
    public PasswordState WithoutUpgrade(UInt128 version, UInt128 target) => this with
    {
        Version = Version == target ? version : Version,
        Aliases = [.. Aliases.Where(alias => alias.Version != version || alias.Target != target)],
    };

    /// <summary>Whether two versions are of one password, for sessions that began with one of them. Does not allocate.</summary>
    /// <param name="one">A version.</param>
    /// <param name="other">Another, or the same.</param>
    /// <param name="now">The time.</param>
    public bool IsSamePassword(UInt128 one, UInt128 other, DateTimeOffset now) => IsConnected(one, other, now, used: 0);

    /// <summary>What is asked of a password goes on being asked, however long ago its hash was replaced.</summary>
    private bool IsAbout(UInt128 version) => Version is not { } known || IsConnected(known, version, DateTimeOffset.MinValue, used: 0);

    /// <summary>Follows the aliases in either direction: servers that replace a hash at the same moment leave two of them, from one version.</summary>
    private bool IsConnected(UInt128 from, UInt128 to, DateTimeOffset now, int used)
    {
        bool found = from == to;
        for (int i = 0; i < Aliases.Length && !found; i++)
        {
            PasswordAlias alias = Aliases[i];
            bool leadsOn = (used & (1 << i)) == 0 && alias.Until > now && (alias.Version == from || alias.Target == from);
            found = leadsOn && IsConnected(alias.Version == from ? alias.Target : alias.Version, to, now, used | (1 << i));
        }

        return found;
    }
}
