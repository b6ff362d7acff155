namespace HtpasswdAuth;

/// <summary>Writes and reads <see cref="KnownDevice"/>.</summary>
internal sealed class KnownDeviceFormat : TokenFormat<KnownDevice>
{
    public override string Purpose => "device";

    // 1 was text, and bound to no scheme.
    public override byte Version => 2;

    public override TokenAccount AccountOf(KnownDevice token) => token.Account;

    public override void Write(BinaryWriter writer, KnownDevice token)
    {
        writer.Write(token.Id);
        writer.Write(token.EnrolmentId);
        writer.Write(token.Expires.ToUnixTimeSeconds());
        writer.Write(token.Epochs.User);
        writer.Write(token.Epochs.Site);
    }

    public override KnownDevice Read(BinaryReader reader, TokenAccount account) => new()
    {
        Account = account,
        Id = reader.ReadString(),
        EnrolmentId = reader.ReadString(),
        Expires = DateTimeOffset.FromUnixTimeSeconds(reader.ReadInt64()),
        Epochs = new SessionEpochs(reader.ReadInt32(), reader.ReadInt32()),
    };
}
