using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.DataProtection;

namespace HtpasswdAuth;

/// <summary>Writes and reads <see cref="SecondFactorSession"/> as the value of its cookie.</summary>
internal sealed class SecondFactorSessionFormat(IDataProtectionProvider provider)
{
    // 1 had the same fields in another order.
    private const byte Version = 2;

    private readonly SessionCipher _cipher = new(provider.CreateProtector("HtpasswdAuth/2fa/v1"), Version);

    public string Protect(SecondFactorSession session) => _cipher.Protect(writer =>
    {
        session.Binding.Write(writer);
        writer.Write((byte)session.Methods);
        writer.Write(session.EnrolmentId);
    });

    public bool TryUnprotect(string text, [NotNullWhen(true)] out SecondFactorSession? session) => _cipher.TryUnprotect(text, Read, out session);

    private static SecondFactorSession Read(BinaryReader reader) => new()
    {
        Binding = SessionBinding.Read(reader),
        Methods = (SecondFactorMethods)reader.ReadByte(),
        EnrolmentId = reader.ReadString(),
    };
}
