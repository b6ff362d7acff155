using System.Numerics;
using System.Security.Cryptography;
using HtpasswdAuth.Testing;

namespace HtpasswdAuth.Credentials.Tests;

/// <summary>Every way to compute a digest gives the same one, for passwords of every length and salts of every length.</summary>
public sealed class HashPathTests
{
    private const int MaxLength = 300;

    private readonly SeededBytes _random = new("hash paths");

    [Fact]
    public void Paths_of_SHA_256_crypt_agree() => PathsOfShaCryptAgree<Sha256Block, uint>();

    [Fact]
    public void Paths_of_SHA_512_crypt_agree() => PathsOfShaCryptAgree<Sha512Block, ulong>();

    [Theory]
    [InlineData("$1$")]
    [InlineData("$apr1$")]
    public void Paths_of_MD5_crypt_agree(string magic)
    {
        byte[] prefix = System.Text.Encoding.ASCII.GetBytes(magic);
        for (int length = 0; length <= MaxLength; length++)
        {
            byte[] password = _random.Next(length, 1, 255);
            byte[] salt = _random.Next(length % 9, 1, 255);

            byte[] expected = Md5CryptOf(password, prefix, salt, HashPath.Stream);
            HashPath fastest = Md5Crypt.FastestPath(length, salt.Length);
            Assert.Equal(16 + salt.Length + (2 * length) + 9 <= 256, fastest != HashPath.Stream);
            Assert.Equal(expected, Md5CryptOf(password, prefix, salt, fastest));
        }
    }

    [Fact]
    public void SHA_1_of_a_short_and_of_a_long_message_is_that_of_the_framework()
    {
        byte[] digest = new byte[Sha1Block.Size];
        for (int length = 0; length <= MaxLength; length++)
        {
            byte[] message = _random.Next(length, 0, 255);
            Sha1Block.Hash(message, digest);

            Assert.Equal(SHA1.HashData(message), digest);
        }
    }

    [Fact]
    public void SHA_1_is_the_same_with_and_without_vectors()
    {
        HashState portable = default;
        Sha1Block.Start(ref portable);
        HashState inVectors = portable;
        for (int i = 0; i < 1000; i++)
        {
            byte[] block = _random.Next(Sha1Block.BlockSize, 0, 255);
            Sha1Block.Compress(ref portable, block, vectors: false);
            Sha1Block.Compress(ref inVectors, block, vectors: System.Runtime.Intrinsics.X86.Ssse3.IsSupported);

            Assert.True(HashState.Words32(ref portable).SequenceEqual(HashState.Words32(ref inVectors)));
        }
    }

    [Fact]
    public void Equality_is_found_only_where_every_byte_is_equal()
    {
        byte[] left = _random.Next(64, 0, 255);
        for (int i = 0; i < left.Length * 8; i++)
        {
            byte[] right = [.. left];
            Assert.True(FixedTime.AreEqual(left, right));
            right[i / 8] ^= (byte)(1 << (i % 8));
            Assert.False(FixedTime.AreEqual(left, right));
        }
    }

    private static byte[] Md5CryptOf(byte[] password, byte[] magic, byte[] salt, HashPath path)
    {
        byte[] digest = new byte[Md5Block.Size];
        Md5Crypt.ComputeDigest(password, magic, salt, digest, path);
        return digest;
    }

    private void PathsOfShaCryptAgree<TBlock, TWord>()
        where TBlock : struct, ISha2Block<TWord>
        where TWord : unmanaged, IBinaryInteger<TWord>
    {
        for (int length = 0; length <= MaxLength; length++)
        {
            byte[] password = _random.Next(length, 1, 255);
            byte[] salt = _random.Next(length % 17, 33, 126);
            byte[] expected = new byte[TBlock.DigestSize];
            byte[] actual = new byte[TBlock.DigestSize];
            ShaCrypt<TBlock, TWord>.ComputeDigest(password, salt, 90, expected, HashPath.Stream);
            foreach (HashPath path in PreparedPaths<TBlock, TWord>(length, salt.Length))
            {
                ShaCrypt<TBlock, TWord>.ComputeDigest(password, salt, 90, actual, path);
                Assert.True(expected.AsSpan().SequenceEqual(actual), $"{path}, {length} bytes");
            }
        }
    }

    private static IEnumerable<HashPath> PreparedPaths<TBlock, TWord>(int passwordLength, int saltLength)
        where TBlock : struct, ISha2Block<TWord>
        where TWord : unmanaged, IBinaryInteger<TWord>
    {
        HashPath fastest = ShaCrypt<TBlock, TWord>.FastestPath(passwordLength, saltLength);
        bool fits = TBlock.DigestSize + saltLength + (2 * passwordLength) < CryptRound.MaxMessage - TBlock.LengthFieldSize;
        Assert.Equal(fits, fastest != HashPath.Stream);
        return fits ? [HashPath.Prepared, fastest] : [];
    }
}
