using System.Buffers;

namespace HtpasswdAuth.Tool;

/// <summary>
/// Compares a password with a hash as <c>apr_password_validate</c> does: schemes that Apache does not know fail, and those that
/// only the system's crypt knows are left to it.
/// </summary>
internal static class HtpasswdVerification
{
    private const int SettingLength = 29;
    private const int SaltStart = 7;

    private static readonly SearchValues<char> BcryptDigits =
        SearchValues.Create("./ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789");

    // A file is verified, not served: whoever runs this may wait.
    private static readonly PasswordHashLimits NoLimits = new()
    {
        MaxBcryptCost = 31,
        MaxShaCryptRounds = 999_999_999,
        MaxMemoryBytes = 1 << 30,
        MaxSha1CryptRounds = int.MaxValue,
        MaxSunMd5Rounds = int.MaxValue,
        MaxBsdiCryptRounds = int.MaxValue,
    };

    /// <returns><see langword="null"/> where the hash itself is an error, which Apache's program tells from a wrong password.</returns>
    public static bool? Verify(byte[] password, string hash)
    {
        bool isOwnBcrypt = hash.StartsWith("$2a$", StringComparison.Ordinal) || hash.StartsWith("$2y$", StringComparison.Ordinal);
        if (isOwnBcrypt && !IsBcryptSetting(hash))
        {
            return null;
        }

        byte[] stored = ByteText.ToBytes(hash);
        bool isTagged = hash.StartsWith('{') && !hash.StartsWith("{SHA}", StringComparison.Ordinal);
        if (isTagged)
        {
            return false;
        }

        return PasswordHash.Verify(password, stored, NoLimits) switch
        {
            PasswordVerification.Success or PasswordVerification.SuccessRehashNeeded => true,
            PasswordVerification.UnknownScheme or PasswordVerification.Malformed => SystemCrypt.Verify(password, stored),
            _ => false,
        };
    }

    /// <summary>What crypt_blowfish wants of the beginning, the cost within Apache's limit.</summary>
    private static bool IsBcryptSetting(string hash)
    {
        if (hash.Length < SettingLength || hash[6] != '$' || !int.TryParse(hash.AsSpan(4, 2), out int cost) || cost is < 4 or > 17)
        {
            return false;
        }

        return !hash.AsSpan(SaltStart, SettingLength - SaltStart).ContainsAnyExcept(BcryptDigits);
    }
}
