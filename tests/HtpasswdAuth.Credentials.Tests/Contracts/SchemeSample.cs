using System.Text;

namespace HtpasswdAuth.Credentials.Tests;

/// <summary>A hash of <see cref="SchemeSamples.Password"/> that another program made.</summary>
public sealed record SchemeSample(string Name, PasswordHashInfo Info, string Text, PasswordVerification Expected)
{
    public byte[] Stored => Encoding.ASCII.GetBytes(Text);

    /// <summary>Gets whether the text itself tells its scheme.</summary>
    public bool IsIdentifiable => Info.Algorithm != PasswordHashAlgorithm.Plaintext;

    public bool IsPlaintext => Info.Algorithm is PasswordHashAlgorithm.Plaintext or PasswordHashAlgorithm.TaggedPlaintext;

    public bool IsBcrypt => Info.Algorithm is PasswordHashAlgorithm.Bcrypt or PasswordHashAlgorithm.BcryptSignExtended;

    public bool CanBeCreated => Info.Algorithm != PasswordHashAlgorithm.BcryptSignExtended;

    /// <summary>Gets the number of bytes of a password that count.</summary>
    public int ReadBytes => IsBcrypt ? 72 : Info.Algorithm == PasswordHashAlgorithm.DesCrypt ? 8 : int.MaxValue;

    public bool HasCost => Info.Cost > 1;
}
