using System.Buffers.Binary;

namespace HtpasswdAuth;

/// <summary>What every session is bound to, whatever began it. It is good only while all of it holds.</summary>
internal sealed record SessionBinding
{
    private const int VersionBytes = 16;

    public required string User { get; init; }

    public required string Realm { get; init; }

    /// <summary>128 random bits in hexadecimal, by which the session can be ended.</summary>
    public required string Id { get; init; }

    public required DateTimeOffset AuthTime { get; init; }

    /// <summary>The absolute end, which no renewal moves.</summary>
    public required DateTimeOffset Expires { get; init; }

    public required DateTimeOffset LastSeen { get; init; }

    /// <summary>A hash over the user's stored hash: another password, another version.</summary>
    public required UInt128 PasswordVersion { get; init; }

    /// <summary>How often all sessions of the user had been ended when it began.</summary>
    public required int UserEpoch { get; init; }

    /// <summary>How often everybody's had been.</summary>
    public required int SiteEpoch { get; init; }

    public static SessionBinding Read(BinaryReader reader) => new()
    {
        User = reader.ReadString(),
        Realm = reader.ReadString(),
        Id = reader.ReadString(),
        AuthTime = DateTimeOffset.FromUnixTimeSeconds(reader.ReadInt64()),
        Expires = DateTimeOffset.FromUnixTimeSeconds(reader.ReadInt64()),
        LastSeen = DateTimeOffset.FromUnixTimeSeconds(reader.ReadInt64()),
        PasswordVersion = BinaryPrimitives.ReadUInt128BigEndian(reader.ReadBytes(VersionBytes)),
        UserEpoch = reader.ReadInt32(),
        SiteEpoch = reader.ReadInt32(),
    };

    public void Write(BinaryWriter writer)
    {
        writer.Write(User);
        writer.Write(Realm);
        writer.Write(Id);
        writer.Write(AuthTime.ToUnixTimeSeconds());
        writer.Write(Expires.ToUnixTimeSeconds());
        writer.Write(LastSeen.ToUnixTimeSeconds());
        Span<byte> version = stackalloc byte[VersionBytes];
        BinaryPrimitives.WriteUInt128BigEndian(version, PasswordVersion);
        writer.Write(version);
        writer.Write(UserEpoch);
        writer.Write(SiteEpoch);
    }
}
