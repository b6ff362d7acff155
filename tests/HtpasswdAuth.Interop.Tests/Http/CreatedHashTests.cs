using System.Text;
using HtpasswdAuth.Testing;

namespace HtpasswdAuth.Interop.Tests;

/// <summary>Hashes of ours in a file that htpasswd checks and that httpd and nginx serve by.</summary>
public sealed class CreatedHashTests(Peers peers) : IClassFixture<Peers>
{
    private const string Password = "Grün-47";

    [Theory]
    [InlineData(PasswordHashAlgorithm.Bcrypt, 4, true)]
    [InlineData(PasswordHashAlgorithm.Bcrypt, 6, true)]
    [InlineData(PasswordHashAlgorithm.Sha256Crypt, null, true)]
    [InlineData(PasswordHashAlgorithm.Sha256Crypt, 1000, true)]
    [InlineData(PasswordHashAlgorithm.Sha512Crypt, null, true)]
    [InlineData(PasswordHashAlgorithm.Sha512Crypt, 2000, true)]
    [InlineData(PasswordHashAlgorithm.Apr1, null, true)]
    [InlineData(PasswordHashAlgorithm.Md5Crypt, null, true)]
    [InlineData(PasswordHashAlgorithm.Sha1, null, true)]
    [InlineData(PasswordHashAlgorithm.DesCrypt, null, true)]

    // Formats of nginx's own: apr_password_validate hands what it does not know to crypt(3), which knows neither.
    [InlineData(PasswordHashAlgorithm.SaltedSha1, null, false)]
    [InlineData(PasswordHashAlgorithm.TaggedPlaintext, null, false)]
    public async Task Created_hash_opens_the_peers_with_the_right_password_only(PasswordHashAlgorithm algorithm, int? cost, bool apache)
    {
        Write(algorithm, cost);
        HttpdServer httpd = await peers.HttpdAsync();
        NginxServer nginx = await peers.NginxAsync();

        Assert.Equal(200, await RawHttp.SignInAsync(nginx, "alice", Password));
        Assert.Equal(apache ? 200 : 401, await RawHttp.SignInAsync(httpd, "alice", Password));
        Assert.Equal(apache ? 0 : 3, Htpasswd.Run("-vb", peers.UserFile, "alice", Password));
        foreach (string wrong in (string[])["wrong", "", Password[..^1]])
        {
            Assert.Equal(401, await RawHttp.SignInAsync(nginx, "alice", wrong));
            Assert.Equal(401, await RawHttp.SignInAsync(httpd, "alice", wrong));
            Assert.Equal(3, Htpasswd.Run("-vb", peers.UserFile, "alice", wrong));
        }
    }

    [Fact]
    public async Task Hash_of_yescrypt_opens_httpd_and_us_with_the_right_password_only()
    {
        string hash = new Libcrypt().Hash(Encoding.UTF8.GetBytes(Password), "$y$j75$k2XAnEHBqQ1Ct2aMXFKNa/");
        File.WriteAllText(peers.UserFile, $"alice:{hash}\n");
        HttpdServer httpd = await peers.HttpdAsync();

        foreach (string password in (string[])[Password, "wrong", "", Password[..^1]])
        {
            bool right = password == Password;
            bool verified = PasswordHash.Verify(Encoding.UTF8.GetBytes(password), Encoding.ASCII.GetBytes(hash)) == PasswordVerification.SuccessRehashNeeded;

            Assert.Equal(right ? 200 : 401, await RawHttp.SignInAsync(httpd, "alice", password));
            Assert.Equal(right, verified);
        }
    }

    [Fact]
    public async Task Bare_plaintext_opens_no_peer()
    {
        // Only httpd's builds for Windows and NetWare, which lack crypt(3), compare the text itself.
        Write(PasswordHashAlgorithm.Plaintext, null);

        Assert.Equal(401, await RawHttp.SignInAsync(await peers.NginxAsync(), "alice", Password));
        Assert.Equal(401, await RawHttp.SignInAsync(await peers.HttpdAsync(), "alice", Password));
        Assert.NotEqual(0, Htpasswd.Run("-vb", peers.UserFile, "alice", Password));
    }

    private void Write(PasswordHashAlgorithm algorithm, int? cost)
    {
        string hash = PasswordHash.Create(Encoding.UTF8.GetBytes(Password), new PasswordHashParameters(algorithm, cost));
        File.WriteAllText(peers.UserFile, $"alice:{hash}\n");
    }
}
