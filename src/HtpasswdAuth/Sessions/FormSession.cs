namespace HtpasswdAuth;

/// <summary>What the cookie of the sign-in form says: who gave the password, when, and all that it is bound to.</summary>
internal sealed record FormSession : ISession
{
    public required SessionBinding Binding { get; init; }

    /// <summary>Whether the second factor was still to be given when it began. Such a session lasts only as long as that takes.</summary>
    public required bool IsPending { get; init; }

    public DateTimeOffset Expires => Binding.Expires;
}

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
