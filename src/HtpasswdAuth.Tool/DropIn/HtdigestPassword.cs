using System.Security.Cryptography;

namespace HtpasswdAuth.Tool;

/// <summary>Asks for a password twice and makes the hash of a digest file of it.</summary>
internal static class HtdigestPassword
{
    private const int MaxLength = 255;

    public static string ReadAndHash(IConsole console, string user, string realm)
    {
        byte[] password = console.ReadPassword("New password: ");
        byte[] text = [];
        try
        {
            if (password.Length > MaxLength)
            {
                throw new DropInException(ExitCodes.Overflow, "password too long");
            }

            byte[] again = console.ReadPassword("Re-type new password: ");
            if (!again.AsSpan(0, Math.Min(again.Length, MaxLength)).SequenceEqual(password))
            {
                throw new DropInException(ExitCodes.FileAccess, "They don't match, sorry.\n");
            }

            text = [.. ByteText.ToBytes($"{user}:{realm}:"), .. password];
            return Convert.ToHexStringLower(MD5.HashData(text));
        }
        finally
        {
            CryptographicOperations.ZeroMemory(password);
            CryptographicOperations.ZeroMemory(text);
        }
    }
}
