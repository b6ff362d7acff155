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

    public bool CanBeCreated => Info.Algorithm is not PasswordHashAlgorithm.BcryptSignExtended and < PasswordHashAlgorithm.Yescrypt;

    /// <summary>Gets whether anything that is no longer than the hash could be a plaintext: such texts begin like no hash.</summary>
    public bool IsKnownByLength => Info.Algorithm is PasswordHashAlgorithm.DesCrypt or PasswordHashAlgorithm.BsdiCrypt;

    /// <summary>Gets the number of bytes of a password that count.</summary>
    public int ReadBytes => IsBcrypt ? 72 : Info.Algorithm == PasswordHashAlgorithm.DesCrypt ? 8 : int.MaxValue;

    public bool HasCost => Info.Cost > 1;

    /// <summary>Gets what the limits are about: the cost, or the bytes of memory, N being 16 and r 32 in the samples.</summary>
    public int Limited => Info.Algorithm switch
    {
        PasswordHashAlgorithm.Yescrypt => (16 * 4096) + 4096 + 12288 + 8192,
        PasswordHashAlgorithm.Scrypt => (16 * 4096) + 4096 + 8192,
        _ => Info.Cost,
    };
}
