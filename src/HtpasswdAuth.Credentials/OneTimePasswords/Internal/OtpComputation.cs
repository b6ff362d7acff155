using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace HtpasswdAuth;

// Specification
//   RFC 4226 section 5.3; RFC 6238 section 1.2 for the other HMACs. HOTP and TOTP differ only in what they count.
//
// Message  the counter, 8 bytes big-endian
// Value    31 bits of the HMAC, from the byte on that its last 4 bits name
// Code     the last decimal digits of the value, with leading zeros

internal static class OtpComputation
{
    /// <summary>The longest code that <see cref="OtpParameters"/> allows.</summary>
    public const int MaxDigits = 8;

    public static string Compute(ReadOnlySpan<byte> secret, long counter, OtpParameters parameters)
    {
        Span<char> code = stackalloc char[MaxDigits];
        code = code[..parameters.Digits];
        try
        {
            Write(secret, counter, parameters.Algorithm, code);
            return new string(code);
        }
        finally
        {
            Clear(code);
        }
    }

    /// <summary>Fills <paramref name="code"/>; its length says how many digits are wanted.</summary>
    public static void Write(ReadOnlySpan<byte> secret, long counter, OtpAlgorithm algorithm, Span<char> code)
    {
        Span<byte> message = stackalloc byte[sizeof(long)];
        Span<byte> mac = stackalloc byte[HMACSHA512.HashSizeInBytes];
        BinaryPrimitives.WriteInt64BigEndian(message, counter);
        try
        {
            mac = mac[..Hash(secret, message, algorithm, mac)];
            uint value = BinaryPrimitives.ReadUInt32BigEndian(mac[(mac[^1] & 0x0F)..]) & int.MaxValue;
            for (int i = code.Length - 1; i >= 0; i--)
            {
                code[i] = (char)('0' + (value % 10));
                value /= 10;
            }
        }
        finally
        {
            CryptographicOperations.ZeroMemory(mac);
        }
    }

    /// <summary>
    /// Compares a normalized code with those of all the counters, and returns the last that fits, -1 for none. Two can have the
    /// same code; remembering the earlier one as used would leave the code good for a second time.
    /// </summary>
    public static long FindLast(ReadOnlySpan<byte> secret, ReadOnlySpan<char> code, long first, int count, OtpAlgorithm algorithm)
    {
        Span<char> candidate = stackalloc char[MaxDigits];
        candidate = candidate[..code.Length];
        long found = -1;
        try
        {
            for (int i = 0; i < count; i++)
            {
                Write(secret, first + i, algorithm, candidate);
                found = AreEqual(code, candidate) ? first + i : found;
            }
        }
        finally
        {
            Clear(candidate);
        }

        return found;
    }

    public static bool AreEqual(ReadOnlySpan<char> code, ReadOnlySpan<char> candidate) =>
        CryptographicOperations.FixedTimeEquals(MemoryMarshal.AsBytes(code), MemoryMarshal.AsBytes(candidate));

    public static void Clear(Span<char> code) => CryptographicOperations.ZeroMemory(MemoryMarshal.AsBytes(code));

    private static int Hash(ReadOnlySpan<byte> secret, ReadOnlySpan<byte> message, OtpAlgorithm algorithm, Span<byte> mac) =>
        algorithm switch
        {
            OtpAlgorithm.Sha256 => HMACSHA256.HashData(secret, message, mac),
            OtpAlgorithm.Sha512 => HMACSHA512.HashData(secret, message, mac),
            _ => HMACSHA1.HashData(secret, message, mac),
        };
}
