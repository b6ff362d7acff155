using System.Security.Cryptography;
using System.Text;

namespace HtpasswdAuth.KnownAnswers;

/// <summary>The hashes of Digest authentication against published answers.</summary>
public sealed class DigestHashVectorTests
{
    private const string TwoBlocks =
        "abcdefghbcdefghicdefghijdefghijkefghijklfghijklmghijklmnhijklmnoijklmnopjklmnopqklmnopqrlmnopqrsmnopqrstnopqrstu";

    /// <summary>NIST's examples of SHA-512/256, of one block and of two, and the empty message.</summary>
    [Theory]
    [InlineData("abc", "53048e2681941ef99b2e29b76b4c7dabe4c2d0c634fc6d46e0e2f13107e7af23")]
    [InlineData(TwoBlocks, "3928e184fb8690f840da3988121d31be65cb9d3ef83ee6146feac861e19b563a")]
    [InlineData("", "c672b8d1ef56ed28ab87c3622c5114069bdd3ad7b8f9737498d0c01ecef0967a")]
    public void Sha512_slash_256_gives_the_published_hash(string message, string hash) =>
        Assert.Equal(hash, Hash(DigestAlgorithm.Sha512Slash256, Encoding.ASCII.GetBytes(message)));

    /// <summary>The initial values come of SHA-512 itself, by FIPS 180-4 section 5.3.6; here every message length around a block shows them.</summary>
    [Fact]
    public void Sha512_slash_256_pads_messages_of_any_length_as_openssl_does()
    {
        List<byte> all = [];
        for (int length = 0; length < 300; length++)
        {
            byte[] message = new byte[length];
            message.AsSpan().Fill((byte)(length % 251));
            all.AddRange(Convert.FromHexString(Hash(DigestAlgorithm.Sha512Slash256, message)));
        }

        // The hash of the 300 hashes, computed with OpenSSL 3.0 (sha512-256).
        Assert.Equal("efe957d3eac97ed00e71ec24f983677dca01d4bf9ce4b8231533b3a349877895", Hash(DigestAlgorithm.Sha512Slash256, [.. all]));
    }

    [Fact]
    public void Md5_and_sha256_are_those_of_the_framework()
    {
        for (int length = 0; length < 200; length++)
        {
            byte[] message = new byte[length];
            message.AsSpan().Fill((byte)length);
            Assert.Equal(Convert.ToHexStringLower(MD5.HashData(message)), Hash(DigestAlgorithm.Md5, message));
            Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(message)), Hash(DigestAlgorithm.Sha256, message));
        }
    }

    /// <summary>The user of RFC 7616 section 3.9.1.</summary>
    [Theory]
    [InlineData(DigestAlgorithm.Md5, "3d78807defe7de2157e2b0b6573a855f")]
    [InlineData(DigestAlgorithm.Sha256, "7987c64c30e25f1b74be53f966b49b90f2808aa92faf9a00262392d7b4794232")]
    public void Ha1_is_the_hash_of_user_realm_and_password(DigestAlgorithm algorithm, string ha1)
    {
        byte[] hash = new byte[DigestHash.MaxSize];
        int size = DigestHash.ComputeHa1(algorithm, "Mufasa"u8, "http-auth@example.org"u8, "Circle of Life"u8, hash);

        Assert.Equal(ha1, Convert.ToHexStringLower(hash.AsSpan(0, size)));
    }

    [Fact]
    public void A_colon_that_would_shift_the_fields_of_ha1_is_refused()
    {
        byte[] hash = new byte[DigestHash.MaxSize];
        Assert.Throws<ArgumentException>(() => DigestHash.ComputeHa1(DigestAlgorithm.Md5, "a:b"u8, "c"u8, "d"u8, hash));
        Assert.Throws<ArgumentException>(() => DigestHash.ComputeHa1(DigestAlgorithm.Md5, "a"u8, "b:c"u8, "d"u8, hash));
    }

    private static string Hash(DigestAlgorithm algorithm, byte[] message)
    {
        byte[] hash = new byte[DigestHash.MaxSize];
        int size = DigestHash.Compute(algorithm, message, hash);
        return Convert.ToHexStringLower(hash.AsSpan(0, size));
    }
}
