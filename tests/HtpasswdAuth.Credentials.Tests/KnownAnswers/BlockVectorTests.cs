using System.Security.Cryptography;
using System.Text;

namespace HtpasswdAuth.Credentials.Tests;

/// <summary>RFC 1321 A.5 (MD5), FIPS 180-4's example messages (SHA-1, SHA-256, SHA-512), and the framework's own hashes.</summary>
public sealed class BlockVectorTests
{
    private const string TwoBlocks = "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq";

    private const string TwoLongBlocks =
        "abcdefghbcdefghicdefghijdefghijkefghijklfghijklmghijklmnhijklmnoijklmnopjklmnopqklmnopqrlmnopqrsmnopqrstnopqrstu";

    [Theory]
    [InlineData("", "d41d8cd98f00b204e9800998ecf8427e")]
    [InlineData("a", "0cc175b9c0f1b6a831c399e269772661")]
    [InlineData("abc", "900150983cd24fb0d6963f7d28e17f72")]
    [InlineData("message digest", "f96b697d7cb7938d525a2f31aaf161d0")]
    [InlineData("abcdefghijklmnopqrstuvwxyz", "c3fcd3d76192e4007dfb496cca67e13b")]
    [InlineData("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789", "d174ab98d277d9f5a5611c2c9f419d9f")]
    [InlineData("12345678901234567890123456789012345678901234567890123456789012345678901234567890", "57edf4a22be3c955ac49da2e2107b67a")]
    public void Md5_of_RFC_1321(string message, string digest) => Assert.Equal(digest, Hex<Md5Block>(message));

    [Theory]
    [InlineData("abc", "a9993e364706816aba3e25717850c26c9cd0d89d")]
    [InlineData(TwoBlocks, "84983e441c3bd26ebaae4aa1f95129e5e54670f1")]
    public void Sha1_of_FIPS_180_4_and_RFC_3174(string message, string digest) => Assert.Equal(digest, Hex<Sha1Block>(message));

    [Theory]
    [InlineData("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")]
    [InlineData(TwoBlocks, "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1")]
    public void Sha256_of_FIPS_180_4(string message, string digest) => Assert.Equal(digest, Hex<Sha256Block>(message));

    [Theory]
    [InlineData("abc", "ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f")]
    [InlineData(TwoLongBlocks, "8e959b75dae313da8cf4f72814fc143f8f7779c6eb9f7fa17299aeadb6889018501d289e4900f7e4331b99dec4b5433ac7d329eeb6dd26545e96e55b874be909")]
    public void Sha512_of_FIPS_180_4(string message, string digest) => Assert.Equal(digest, Hex<Sha512Block>(message));

    [Fact]
    public void A_million_times_a()
    {
        Assert.Equal("34aa973cd4c4daa4f61eeb2bdbad27316534016f", HexOfMillion<Sha1Block>());
        Assert.Equal("cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0", HexOfMillion<Sha256Block>());
    }

    [Fact]
    public void Every_length_and_division_gives_what_the_framework_gives()
    {
        byte[] message = Enumerable.Range(0, 400).Select(i => (byte)((i * 37) + 11)).ToArray();
        for (int length = 0; length < message.Length; length++)
        {
            byte[] part = message[..length];

            Assert.Equal(MD5.HashData(part), InPieces<Md5Block>(part));
            Assert.Equal(SHA1.HashData(part), InPieces<Sha1Block>(part));
            Assert.Equal(SHA256.HashData(part), InPieces<Sha256Block>(part));
            Assert.Equal(SHA512.HashData(part), InPieces<Sha512Block>(part));
        }
    }

    [Fact]
    public void Repetition_is_cut_at_the_length_asked_for()
    {
        byte[] piece = [1, 2, 3, 4, 5];
        for (int count = 0; count < 20; count++)
        {
            byte[] expected = Enumerable.Range(0, count).Select(i => piece[i % 5]).ToArray();
            HashStream<Sha1Block> hash = new();
            hash.AppendRepeated(piece, count);

            Assert.Equal(SHA1.HashData(expected), Finish(ref hash));
        }
    }

    [Fact]
    public void Stream_starts_anew_after_its_digest()
    {
        HashStream<Sha512Block> hash = new();
        hash.Append("something else"u8);
        Finish(ref hash);
        hash.Append("abc"u8);

        Assert.Equal(SHA512.HashData("abc"u8), Finish(ref hash));
    }

    private static string Hex<TBlock>(string message)
        where TBlock : struct, IHashBlock
    {
        HashStream<TBlock> hash = new();
        hash.Append(Encoding.ASCII.GetBytes(message));
        return Convert.ToHexStringLower(Finish(ref hash));
    }

    private static string HexOfMillion<TBlock>()
        where TBlock : struct, IHashBlock
    {
        HashStream<TBlock> hash = new();
        hash.AppendTimes("aaaaaaaaaa"u8, 100_000);
        return Convert.ToHexStringLower(Finish(ref hash));
    }

    private static byte[] InPieces<TBlock>(ReadOnlySpan<byte> message)
        where TBlock : struct, IHashBlock
    {
        HashStream<TBlock> hash = new();
        int step = 1;
        while (!message.IsEmpty)
        {
            int taken = Math.Min(step++ % 150, message.Length);
            hash.Append(message[..taken]);
            message = message[taken..];
        }

        return Finish(ref hash);
    }

    private static byte[] Finish<TBlock>(ref HashStream<TBlock> hash)
        where TBlock : struct, IHashBlock
    {
        byte[] digest = new byte[TBlock.DigestSize];
        hash.Finish(digest);
        return digest;
    }
}
