using System.Text;

namespace HtpasswdAuth.Credentials.Tests;

/// <summary>Replays a published pair of password and hash. Passwords are written in Latin-1, so that any byte can be named.</summary>
internal static class Vector
{
    private static readonly PasswordHashLimits AnyCost = new()
    {
        MaxBcryptCost = 31,
        MaxShaCryptRounds = 999_999_999,
        MaxMemoryBytes = 1 << 30,
    };

    public static void Holds(string password, string hash)
    {
        byte[] bytes = Encoding.Latin1.GetBytes(password);
        byte[] stored = Encoding.ASCII.GetBytes(hash);

        Assert.True(Check.IsSuccess(PasswordHash.Verify(bytes, stored, AnyCost)));
        Assert.Equal(PasswordVerification.Failed, PasswordHash.Verify([.. bytes.Take(2), (byte)'?', .. bytes.Skip(3)], stored, AnyCost));
        Assert.True(PasswordHash.TryIdentify(stored, out _));
    }
}
