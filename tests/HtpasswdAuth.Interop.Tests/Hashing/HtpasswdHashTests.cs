using System.Text;
using HtpasswdAuth.Testing;

namespace HtpasswdAuth.Interop.Tests;

/// <summary>Hashes that Apache's htpasswd writes, and ours as it reads them.</summary>
public sealed class HtpasswdHashTests
{
    private const string Password = "Grüße & correct horse";

    [Theory]
    [InlineData("-m", PasswordHashAlgorithm.Apr1, 1)]
    [InlineData("-B", PasswordHashAlgorithm.Bcrypt, 5)]
    [InlineData("-B -C 4", PasswordHashAlgorithm.Bcrypt, 4)]
    [InlineData("-2", PasswordHashAlgorithm.Sha256Crypt, 5000)]
    [InlineData("-2 -r 1000", PasswordHashAlgorithm.Sha256Crypt, 1000)]
    [InlineData("-5", PasswordHashAlgorithm.Sha512Crypt, 5000)]
    [InlineData("-5 -r 12345", PasswordHashAlgorithm.Sha512Crypt, 12345)]
    [InlineData("-d", PasswordHashAlgorithm.DesCrypt, 1)]
    [InlineData("-s", PasswordHashAlgorithm.Sha1, 1)]
    [InlineData("-p", PasswordHashAlgorithm.None, 0)]
    public void Hash_of_htpasswd_verifies(string flags, PasswordHashAlgorithm algorithm, int cost)
    {
        foreach (string password in (string[])[Password, "x y", "", new string('p', 240)])
        {
            ToolResult result = ExternalTool.Run("htpasswd", [.. flags.Split(' '), "-nb", "alice", password]);
            byte[] stored = Encoding.UTF8.GetBytes(result.Output.TrimEnd('\n')["alice:".Length..]);

            PasswordHash.TryIdentify(stored, out PasswordHashInfo info);
            bool emptyPlaintext = flags == "-p" && password.Length == 0;
            Assert.Equal(new PasswordHashInfo(algorithm, cost), info);
            Assert.Equal(!emptyPlaintext, Opens(password, stored));
            Assert.False(Opens("wrong", stored));
        }
    }

    [Theory]
    [InlineData(PasswordHashAlgorithm.Apr1, null)]
    [InlineData(PasswordHashAlgorithm.Bcrypt, 4)]
    [InlineData(PasswordHashAlgorithm.Bcrypt, 6)]
    [InlineData(PasswordHashAlgorithm.Sha256Crypt, null)]
    [InlineData(PasswordHashAlgorithm.Sha256Crypt, 1000)]
    [InlineData(PasswordHashAlgorithm.Sha512Crypt, null)]
    [InlineData(PasswordHashAlgorithm.Sha512Crypt, 12345)]
    [InlineData(PasswordHashAlgorithm.Md5Crypt, null)]
    [InlineData(PasswordHashAlgorithm.DesCrypt, null)]
    [InlineData(PasswordHashAlgorithm.Sha1, null)]
    public void Created_hash_is_accepted_by_htpasswd(PasswordHashAlgorithm algorithm, int? cost)
    {
        using var directory = new TempDirectory();
        var parameters = new PasswordHashParameters(algorithm, cost) { AllowTruncation = true };
        foreach (string password in (string[])[Password, "x y", "", new string('p', 73)])
        {
            string file = directory.Write("users", $"alice:{PasswordHash.Create(Encoding.UTF8.GetBytes(password), parameters)}\n");

            Assert.Equal(0, ExternalTool.Run("htpasswd", ["-vb", file, "alice", password]).ExitCode);
            Assert.Equal(3, ExternalTool.Run("htpasswd", ["-vb", file, "alice", "wrong"]).ExitCode);
        }
    }

    private static bool Opens(string password, byte[] stored) =>
        PasswordHash.Verify(Encoding.UTF8.GetBytes(password), stored, allowPlaintext: true)
            is PasswordVerification.Success or PasswordVerification.SuccessRehashNeeded;
}
