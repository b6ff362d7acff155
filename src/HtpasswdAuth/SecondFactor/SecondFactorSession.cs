namespace HtpasswdAuth;

/// <summary>
/// What the cookie says: who gave the second factor, when, and all that it is bound to. It is worth something only together with
/// the right password in the same request.
/// </summary>
internal sealed record SecondFactorSession : ISession
{
    private static readonly TimeSpan ProofLifetime = TimeSpan.FromSeconds(60);

    public required SessionBinding Binding { get; init; }

    public required SecondFactorMethods Methods { get; init; }

    public required string EnrolmentId { get; init; }

    /// <summary>When a code was given last that is not the one that began it; <see langword="null"/> if none was.</summary>
    public DateTimeOffset? Proved { get; init; }

    /// <summary>
    /// Whether a code was given in it just now, and not only the one that began it: what is made to outlive the session (recovery codes, app
    /// passwords) needs that, so that neither an open session nor one code that was looked over a shoulder is enough.
    /// </summary>
    public bool IsProvedAt(DateTimeOffset now) => Proved is { } proved && (now - proved).Duration() <= ProofLifetime;

    public string User => Binding.User;

    public string Id => Binding.Id;

    public DateTimeOffset AuthTime => Binding.AuthTime;

    public DateTimeOffset Expires => Binding.Expires;
}

/// <summary>Writes and reads <see cref="SecondFactorSession"/>.</summary>
internal sealed class SecondFactorSessionFormat : TokenFormat<SecondFactorSession>
{
    public override string Purpose => "2fa";

    // 1 had the same fields in another order, 2 was bound to no scheme.
    public override byte Version => 3;

    public override TokenAccount AccountOf(SecondFactorSession token) => token.Binding.Account;

    public override void Write(BinaryWriter writer, SecondFactorSession token)
    {
        token.Binding.Write(writer);
        writer.Write((byte)token.Methods);
        writer.Write(token.EnrolmentId);
        writer.Write(token.Proved?.ToUnixTimeSeconds() ?? long.MinValue);
    }

    public override SecondFactorSession Read(BinaryReader reader, TokenAccount account) => new()
    {
        Binding = SessionBinding.Read(reader, account),
        Methods = (SecondFactorMethods)reader.ReadByte(),
        EnrolmentId = reader.ReadString(),
        Proved = reader.ReadInt64() is var seconds and not long.MinValue ? DateTimeOffset.FromUnixTimeSeconds(seconds) : null,
    };
}
