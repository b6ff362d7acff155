using System.Security.Cryptography;

namespace HtpasswdAuth;

internal static class RandomSalt
{
    public static void FillBytes(Span<byte> salt) => RandomNumberGenerator.Fill(salt);

    /// <summary>Fills a salt that is used as text, 6 random bits a character.</summary>
    public static void FillText(Span<byte> salt)
    {
        RandomNumberGenerator.Fill(salt);
        foreach (ref byte character in salt)
        {
            character = Crypt64.CharacterOf(character);
        }
    }
}
