namespace HtpasswdAuth;

/// <summary>Writes and reads <see cref="PendingEnrolment"/>.</summary>
internal sealed class PendingEnrolmentFormat : TokenFormat<PendingEnrolment>
{
    public override string Purpose => "enrolment";

    // 1 said only that there had been a ticket.
    public override byte Version => 2;

    public override TokenAccount AccountOf(PendingEnrolment token) => token.Account;

    public override void Write(BinaryWriter writer, PendingEnrolment token)
    {
        writer.Write(token.Id);
        writer.Write((byte)token.Secret.Length);
        writer.Write(token.Secret);
        writer.Write(token.Expires.ToUnixTimeSeconds());
        writer.Write(token.Ends.ToUnixTimeSeconds());
        writer.Write(token.Replaces);
        writer.Write(token.Ticket ?? "");
    }

    public override PendingEnrolment Read(BinaryReader reader, TokenAccount account) => new()
    {
        Account = account,
        Id = reader.ReadString(),
        Secret = reader.ReadBytes(reader.ReadByte()),
        Expires = DateTimeOffset.FromUnixTimeSeconds(reader.ReadInt64()),
        Ends = DateTimeOffset.FromUnixTimeSeconds(reader.ReadInt64()),
        Replaces = reader.ReadString(),
        Ticket = reader.ReadString() is { Length: > 0 } ticket ? ticket : null,
    };
}
