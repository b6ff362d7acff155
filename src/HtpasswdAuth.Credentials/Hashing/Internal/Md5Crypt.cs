using System.Runtime.CompilerServices;
using System.Security.Cryptography;

namespace HtpasswdAuth;

/// <summary>The 1,000 rounds of MD5 of <c>$1$</c> and <c>$apr1$</c>.</summary>
internal static class Md5Crypt
{
    private const int Rounds = 1_000;

    public static void ComputeDigest(
        ReadOnlySpan<byte> password, ReadOnlySpan<byte> magic, ReadOnlySpan<byte> salt, Span<byte> digest) =>
        ComputeDigest(password, magic, salt, digest, FastestPath(password.Length, salt.Length));

    public static HashPath FastestPath(int passwordLength, int saltLength) =>
        CryptRound.Fits<Md5Block>(passwordLength, saltLength) ? HashPath.Prepared : HashPath.Stream;

    public static void ComputeDigest(
        ReadOnlySpan<byte> password, ReadOnlySpan<byte> magic, ReadOnlySpan<byte> salt, Span<byte> digest, HashPath path)
    {
        HashStream<Md5Block> hash = new();
        try
        {
            Begin(ref hash, password, magic, salt, digest);
            if (path == HashPath.Stream)
            {
                Iterate(ref hash, password, salt, digest);
            }
            else
            {
                Md5CryptLayouts.Iterate(password, salt, Rounds, digest);
            }
        }
        finally
        {
            hash.Clear();
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Iterate(ref HashStream<Md5Block> hash, ReadOnlySpan<byte> password, ReadOnlySpan<byte> salt, Span<byte> digest)
    {
        for (int round = 0; round < Rounds; round++)
        {
            bool odd = (round & 1) != 0;
            hash.Append(odd ? password : digest);
            if (round % 3 != 0)
            {
                hash.Append(salt);
            }

            if (round % 7 != 0)
            {
                hash.Append(password);
            }

            hash.Append(odd ? digest : password);
            hash.Finish(digest);
        }
    }

    private static void Begin(
        ref HashStream<Md5Block> hash, ReadOnlySpan<byte> password, ReadOnlySpan<byte> magic, ReadOnlySpan<byte> salt, Span<byte> digest)
    {
        Span<byte> inner = stackalloc byte[Md5Block.Size];
        hash.Append(password);
        hash.Append(salt);
        hash.Append(password);
        hash.Finish(inner);

        hash.Append(password);
        hash.Append(magic);
        hash.Append(salt);
        hash.AppendRepeated(inner, password.Length);

        // A slip of 1994 that became the format: the bits of the length pick a NUL or the first character.
        for (int bits = password.Length; bits > 0; bits >>= 1)
        {
            hash.Append((bits & 1) != 0 ? "\0"u8 : password[..1]);
        }

        hash.Finish(digest);
        CryptographicOperations.ZeroMemory(inner);
    }
}
