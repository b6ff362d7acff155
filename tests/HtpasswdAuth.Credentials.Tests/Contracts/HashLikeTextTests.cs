using System.Security.Cryptography;
using System.Text;

namespace HtpasswdAuth.Credentials.Tests;

/// <summary>Where plaintext is allowed, a hash copied from another system does not become a password.</summary>
public sealed class HashLikeTextTests
{
    [Theory]
    [InlineData("{FSHP1|8|4096}MTIzNDU2NzhQn2vSGWkYHYDVjXBkqbMhPPDVvoUvRAjyZgZBn3Sj1A==")]
    [InlineData("{X}anything")]
    [InlineData("{PBKDF2-SHA256}29000$9t7be09prfXee2/NOUeotQ$Y.RDnnq8vsezSZSKy1QNy6xhKPdoBIwc.0XDdRm9sJ8")]
    [InlineData("{x-issha, 1024}oR1S2yH3h9a0bTq9W3N8Xj2oS8uPqg==")]
    [InlineData("{ARGON2}$argon2i$v=19$m=4096,t=3,p=1$c2FsdHNhbHQ$YQ")]
    [InlineData("pbkdf2_sha256$260000$c2FsdA$3vXx0M4mLkM6LzA0hE1x4Fm9B3I0p8j2c7Q1k5y8pQk=")]
    [InlineData("pbkdf2")]
    [InlineData("SCRAM-SHA-256$4096")]
    [InlineData("bcrypt_sha256$$2b$12$abc")]
    [InlineData("sha1$c2FsdA$6b1c9d0e5b8f4a7d2c3e1f0a9b8c7d6e5f4a3b2c")]
    [InlineData("md5$$5f4dcc3b5aa765d61d8327deb882cf99")]
    [InlineData("md5c0ffee5f4dcc3b5aa765d61d8327deb8")]
    [InlineData("argon2$argon2id$v=19$m=102400,t=2,p=8$abc")]
    [InlineData("$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc")]
    [InlineData("$P$B123456789abcdefghijklmnopqrstu")]
    [InlineData("$S$D123456789abcdefghijklmnopqrstuvwxyz0123456789ABCDEFGHI")]
    [InlineData("U$S$9123456789abcdefghijklmnopqrstuvwxyz")]
    [InlineData("$x$y")]
    [InlineData("5f4dcc3b5aa765d61d8327deb882cf99")]
    [InlineData("8846F7EAEE8FB117AD06BDD830B7586C")]
    [InlineData("5baa61e4c9b93f3f0682250b6cf8331b7ee68fd8")]
    [InlineData("*2470C0C06DEE42FD1618BB99005ADCA2EC9D1E19")]
    [InlineData("5d2e19393cc5ef67")]
    [InlineData("0x01004086CEB6BF932BC4151A1AF1F13CD17301D70816A8886908")]
    [InlineData("grub.pbkdf2.sha512.10000.9CA4611006FE96BC77A1.8D4B0F2E9A5C7D3B1F6E8A0C2D4F6B8E0A1C3E5F")]
    [InlineData("X03MO1qnZdYdgyfeuILPmQ==")]
    [InlineData("W6ph5Mm5Pz8GgiULbPgzG37mj9g=")]
    [InlineData("AQAAAAEAACcQAAAAEGv9Y3mB1cJQ5H0N2xF7cKQh8kq3Jz0m5yW4v6P9tL1sX2b3C4d5E6f7G8h9I0jA==")]
    [InlineData("ALd8kq3Jz0m5yW4v6P9tL1sX2b3C4d5E6f7G8h9I0jKlMnOpQrStUvWxYz0123456789")]
    [InlineData("2KEh0YtYlPZpJG9XbA3mFvQe7Rn1sU5wT8zC4dLoVxk")]
    [InlineData("(GjZ8bQyP1kFx7wR2vT4n)")]
    [InlineData("aaE0LrJVNbQ7w1.kS3mPzXyQ")]
    [InlineData("aaE0LrJVNbQ7w1.kS3mPzXyQ5v8cH2dRf/u")]
    public void Hash_of_another_system_is_not_its_own_password(string text)
    {
        byte[] bytes = Encoding.ASCII.GetBytes(text);

        Check.StaysShut(bytes, bytes);
        Assert.Equal(PasswordVerification.UnknownScheme, Check.Verify(text, bytes));
        Assert.Equal(PasswordVerification.SuccessRehashNeeded, Check.Verify(text, Encoding.ASCII.GetBytes("{PLAIN}" + text)));
        Assert.Throws<ArgumentException>("password", () => PasswordHash.Create(bytes, new(PasswordHashAlgorithm.Plaintext)));
    }

    [Theory]
    [InlineData(32)]
    [InlineData(40)]
    [InlineData(56)]
    [InlineData(64)]
    [InlineData(96)]
    [InlineData(128)]
    public void Digest_in_hexadecimal_is_never_a_password(int digits)
    {
        for (int i = 0; i < 100; i++)
        {
            string hex = RandomNumberGenerator.GetHexString(digits, lowercase: i % 2 == 0);
            foreach (string text in new[] { hex, "salt" + hex, hex + ".salt" })
            {
                Check.StaysShut(Encoding.ASCII.GetBytes(text), Encoding.ASCII.GetBytes(text));
            }
        }
    }

    [Fact]
    public void Bigcrypt_is_never_a_password_whatever_its_length()
    {
        for (int length = 13; length <= 178; length += 11)
        {
            string text = RandomNumberGenerator.GetString("./0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz", length);
            Check.StaysShut(Encoding.ASCII.GetBytes(text), Encoding.ASCII.GetBytes(text));
        }
    }
}
