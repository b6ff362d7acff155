using System.Text;

namespace HtpasswdAuth.Credentials.Tests;

/// <summary>The vectors of RFC 7914 (section 12), of which the first 32 bytes are what a hash keeps, and those of RFC 1320 (A.5).</summary>
public sealed class ScryptVectorTests
{
    [Theory]
    [InlineData("", "", 4, 1, 1, "77D6576238657B203B19CA42C18A0497F16B4844E3074AE8DFDFFA3FEDE21442")]
    [InlineData("password", "NaCl", 10, 8, 16, "FDBABE1C9D3472007856E7190D01E9FE7C6AD7CBC8237830E77376634B373162")]
    [InlineData("pleaseletmein", "SodiumChloride", 14, 8, 1, "7023BDCB3AFD7348461C06CD81FD38EBFDA8FBBA904F8E3EA9B543F6545DA1F2")]
    public void Scrypt_vectors_hold(string password, string salt, int logN, int r, int p, string expected)
    {
        var shape = new MemoryHardShape((uint)r, (uint)p, 0, YescryptMode.Scrypt);
        byte[] digest = new byte[Yescrypt.DigestSize];

        Yescrypt.ComputeDigest(Encoding.ASCII.GetBytes(password), Encoding.ASCII.GetBytes(salt), logN, shape, digest);

        Assert.Equal(expected, Convert.ToHexString(digest));
    }

    [Theory]
    [InlineData("", "31D6CFE0D16AE931B73C59D7E0C089C0")]
    [InlineData("a", "BDE52CB31DE33E46245E05FBDBD6FB24")]
    [InlineData("abc", "A448017AAF21D8525FC10AE87AA6729D")]
    [InlineData("message digest", "D9130A8164549FE818874806E1C7014B")]
    [InlineData("abcdefghijklmnopqrstuvwxyz", "D79E1C308AA5BBCDEEA8ED63DF412DA9")]
    [InlineData("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789", "043F8582F241DB351CE627E153E7F0E4")]
    [InlineData(
        "12345678901234567890123456789012345678901234567890123456789012345678901234567890", "E33B4DDC9C38F2199C3E7B164FCC0536")]
    public void Md4_vectors_hold(string message, string expected)
    {
        HashStream<Md4Block> hash = new();
        byte[] digest = new byte[Md4Block.Size];

        hash.Append(Encoding.ASCII.GetBytes(message));
        hash.Finish(digest);

        Assert.Equal(expected, Convert.ToHexString(digest));
    }
}
