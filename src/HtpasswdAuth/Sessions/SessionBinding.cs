namespace HtpasswdAuth;

/// <summary>What every session is bound to, whatever began it. It is good only while all of it holds.</summary>
internal sealed record SessionBinding
{
    public required string User { get; init; }

    /// <summary>128 random bits in hexadecimal, by which the session can be ended.</summary>
    public required string Id { get; init; }

    public required DateTimeOffset AuthTime { get; init; }

    /// <summary>The absolute end, which no renewal moves.</summary>
    public required DateTimeOffset Expires { get; init; }

    public required DateTimeOffset LastSeen { get; init; }

    /// <summary>A hash over the user's stored hash: another password, another version.</summary>
    public required UInt128 PasswordVersion { get; init; }

    public required SessionEpochs Epochs { get; init; }

    public TokenAccount Account => new(User, PasswordVersion);

    public static SessionBinding Read(BinaryReader reader, TokenAccount account) => new()
    {
        User = account.User,
        PasswordVersion = account.Stamp,
        Id = reader.ReadString(),
        AuthTime = DateTimeOffset.FromUnixTimeSeconds(reader.ReadInt64()),
        Expires = DateTimeOffset.FromUnixTimeSeconds(reader.ReadInt64()),
        LastSeen = DateTimeOffset.FromUnixTimeSeconds(reader.ReadInt64()),
        Epochs = new SessionEpochs(reader.ReadInt32(), reader.ReadInt32()),
    };

    /// <summary>Writes all but the account.</summary>
    public void Write(BinaryWriter writer)
    {
        writer.Write(Id);
        writer.Write(AuthTime.ToUnixTimeSeconds());
        writer.Write(Expires.ToUnixTimeSeconds());
        writer.Write(LastSeen.ToUnixTimeSeconds());
        writer.Write(Epochs.User);
        writer.Write(Epochs.Site);
    }
}
