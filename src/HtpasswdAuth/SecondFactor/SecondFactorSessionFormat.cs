namespace HtpasswdAuth;

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
