using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace HtpasswdAuth;

/// <summary>The keys of counts, under a secret: as long for any name, and no two of a caller's making alike.</summary>
public sealed class AttemptKeys
{
    /// <summary>
    /// How many counts there are of names. Each name has one of them, which few others have too: so that counts never have to make room for
    /// others, and a name that no user has is counted like one that a user has.
    /// </summary>
    public const int Names = 1 << 17;

    private readonly SipHash _hash;

    /// <summary>Keys that live and die with this object.</summary>
    public AttemptKeys() => _hash = SipHash.WithRandomKey();

    /// <param name="secret">What the processes of a site have in common; see <see cref="IAttemptStore.Key"/>. At least 16 bytes.</param>
    /// <exception cref="ArgumentException">It is shorter.</exception>
    public AttemptKeys(ReadOnlySpan<byte> secret)
    {
        if (secret.Length < SipHash.KeyBytes)
        {
            throw new ArgumentException($"A secret has at least {SipHash.KeyBytes} bytes.", nameof(secret));
        }

        Span<byte> derived = stackalloc byte[SipHash.KeyBytes];
        HKDF.DeriveKey(HashAlgorithmName.SHA256, secret, derived, salt: default, info: "HtpasswdAuth/attempts/v2"u8);
        _hash = new SipHash(derived);
        CryptographicOperations.ZeroMemory(derived);
    }

    /// <summary>What a key of <see cref="OfUser"/> is of: the same for all keys of a user.</summary>
    public static ulong OwnerOf(AttemptKey key) => (ulong)(key.Code >> 64);

    /// <summary>The count of a name, by strangers.</summary>
    public AttemptKey OfName(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return new(AttemptKind.Name, (ulong)Code(name) % Names);
    }

    /// <summary>The count of a network or a range, or of all local clients.</summary>
    /// <param name="kind">Which of these.</param>
    /// <param name="prefix">Its address, the rest of which is zero.</param>
    public AttemptKey OfClient(AttemptKind kind, UInt128 prefix) =>
        new(kind, _hash.Compute(MemoryMarshal.AsBytes(new ReadOnlySpan<UInt128>(ref prefix))));

    /// <summary>The count of a device or a network that is known as one of a user.</summary>
    /// <param name="kind">Which of these.</param>
    /// <param name="name">The user's name.</param>
    /// <param name="source">The device's id, or the network's address.</param>
    public AttemptKey OfUser(AttemptKind kind, string name, ReadOnlySpan<byte> source)
    {
        ArgumentNullException.ThrowIfNull(name);
        ulong owner = (ulong)(Code(name) >> 64);
        Span<byte> message = stackalloc byte[sizeof(ulong) + MaxSource];
        MemoryMarshal.Write(message, owner);
        source.CopyTo(message[sizeof(ulong)..]);
        return new(kind, new UInt128(owner, (ulong)_hash.Compute(message[..(sizeof(ulong) + source.Length)])));
    }

    /// <summary>
    /// All keys that a user may have counts under: from the first to the last of each range, as <see cref="AttemptKey.ToArray"/> has them.
    /// </summary>
    /// <param name="name">The user's name.</param>
    public IReadOnlyList<(AttemptKey First, AttemptKey Last)> RangesOf(string name)
    {
        AttemptKey ofName = OfName(name);
        ulong owner = OwnerOf(OfUser(AttemptKind.Device, name, default));
        return [(ofName, ofName), RangeOf(AttemptKind.Device), RangeOf(AttemptKind.KnownNetwork)];

        (AttemptKey, AttemptKey) RangeOf(AttemptKind kind) =>
            (new(kind, new UInt128(owner, 0)), new(kind, new UInt128(owner, ulong.MaxValue)));
    }

    /// <summary>The longest source that <see cref="OfUser"/> takes, in bytes.</summary>
    public const int MaxSource = 64;

    private UInt128 Code(string name) => _hash.Compute(MemoryMarshal.AsBytes(name.AsSpan()));
}
