namespace HtpasswdAuth;

/// <summary>Writes and reads <see cref="FormSession"/>.</summary>
internal sealed class FormSessionFormat : TokenFormat<FormSession>
{
    public override string Purpose => "session";

    // 1 was bound to the realm by its content.
    public override byte Version => 2;

    public override TokenAccount AccountOf(FormSession token) => token.Binding.Account;

    public override void Write(BinaryWriter writer, FormSession token)
    {
        token.Binding.Write(writer);
        writer.Write(token.IsPending);
    }

    public override FormSession Read(BinaryReader reader, TokenAccount account) =>
        new() { Binding = SessionBinding.Read(reader, account), IsPending = reader.ReadBoolean() };
}
