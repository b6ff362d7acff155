using System.Runtime.CompilerServices;
using System.Security.Cryptography;

namespace HtpasswdAuth;

/// <summary>SHA-crypt on bytes. The comments in the steps give the numbers of the specification.</summary>
internal static class ShaCrypt<TBlock>
    where TBlock : struct, IHashBlock
{
    private const int MaxDigestSize = 64;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void ComputeDigest(ReadOnlySpan<byte> password, ReadOnlySpan<byte> salt, int rounds, Span<byte> digest)
    {
        HashStream<TBlock> hash = new();
        Span<byte> passwordDigest = stackalloc byte[MaxDigestSize];
        Span<byte> saltDigest = stackalloc byte[MaxDigestSize];
        passwordDigest = passwordDigest[..TBlock.DigestSize];
        saltDigest = saltDigest[..TBlock.DigestSize];
        try
        {
            Begin(ref hash, password, salt, digest);

            // 13-16: the password is replaced by bytes that depend on all of it.
            hash.AppendTimes(password, password.Length);
            hash.Finish(passwordDigest);

            // 17-20: and so is the salt.
            hash.AppendTimes(salt, 16 + digest[0]);
            hash.Finish(saltDigest);
            Iterate(ref hash, passwordDigest, password.Length, saltDigest[..salt.Length], rounds, digest);
        }
        finally
        {
            hash.Clear();
            CryptographicOperations.ZeroMemory(passwordDigest);
            CryptographicOperations.ZeroMemory(saltDigest);
        }
    }

    /// <summary>1-12: the digest that the rounds start from.</summary>
    private static void Begin(ref HashStream<TBlock> hash, ReadOnlySpan<byte> password, ReadOnlySpan<byte> salt, Span<byte> digest)
    {
        Span<byte> inner = stackalloc byte[MaxDigestSize];
        inner = inner[..TBlock.DigestSize];
        hash.Append(password);
        hash.Append(salt);
        hash.Append(password);
        hash.Finish(inner);

        hash.Append(password);
        hash.Append(salt);
        hash.AppendRepeated(inner, password.Length);
        for (int bits = password.Length; bits > 0; bits >>= 1)
        {
            hash.Append((bits & 1) != 0 ? inner : password);
        }

        hash.Finish(digest);
        CryptographicOperations.ZeroMemory(inner);
    }

    /// <summary>21: the rounds. The sequence P is the password's digest over and over, as long as the password.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Iterate(
        ref HashStream<TBlock> hash, ReadOnlySpan<byte> p, int pLength, ReadOnlySpan<byte> s, int rounds, Span<byte> digest)
    {
        for (int round = 0; round < rounds; round++)
        {
            bool odd = (round & 1) != 0;
            if (odd)
            {
                hash.AppendRepeated(p, pLength);
            }
            else
            {
                hash.Append(digest);
            }

            if (round % 3 != 0)
            {
                hash.Append(s);
            }

            if (round % 7 != 0)
            {
                hash.AppendRepeated(p, pLength);
            }

            if (odd)
            {
                hash.Append(digest);
            }
            else
            {
                hash.AppendRepeated(p, pLength);
            }

            hash.Finish(digest);
        }
    }
}
