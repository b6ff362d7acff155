using System.Text;

namespace HtpasswdAuth.Credentials.Tests;

/// <summary>Verification as the tests use it: every cheap cost is welcome, no dear one is computed, plaintext is allowed.</summary>
internal static class Check
{
    public static readonly PasswordHashLimits Limits = new()
    {
        MinBcryptCost = 4,
        MaxBcryptCost = 5,
        MinShaCryptRounds = 1000,
        MaxShaCryptRounds = 5000,
        MinMemoryBytes = 1,
        MaxMemoryBytes = 100_000,
        MaxSha1CryptRounds = 1000,
        MaxSunMd5Rounds = 4105,
        MaxBsdiCryptRounds = 1000,
    };

    public static PasswordVerification Verify(ReadOnlySpan<byte> password, ReadOnlySpan<byte> stored) =>
        PasswordHash.Verify(password, stored, Limits, allowPlaintext: true);

    public static PasswordVerification Verify(string password, ReadOnlySpan<byte> stored) =>
        Verify(Encoding.UTF8.GetBytes(password), stored);

    public static PasswordVerification Verify(ReadOnlySpan<byte> password, string stored) =>
        Verify(password, Encoding.UTF8.GetBytes(stored));

    public static void Opens(ReadOnlySpan<byte> password, string stored) =>
        Assert.True(IsSuccess(Verify(password, stored)), $"{Convert.ToHexString(password)} {stored}");

    public static void StaysShut(ReadOnlySpan<byte> password, ReadOnlySpan<byte> stored) =>
        Assert.False(IsSuccess(Verify(password, stored)), $"{Convert.ToHexString(password)} {Encoding.Latin1.GetString(stored)}");

    public static void StaysShut(ReadOnlySpan<byte> password, string stored) => StaysShut(password, Encoding.UTF8.GetBytes(stored));

    public static bool IsSuccess(PasswordVerification verification) =>
        verification is PasswordVerification.Success or PasswordVerification.SuccessRehashNeeded;
}
