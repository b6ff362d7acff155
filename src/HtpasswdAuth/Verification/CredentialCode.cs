using System.Buffers;
using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;

namespace HtpasswdAuth;

/// <summary>
/// Turns everything that could change the outcome of a verification into one code under a key that lives and dies with this
/// object. One instance a scheme, so the scheme is part of the key, unless it is given one that others have too.
/// </summary>
/// <param name="hash">Has the key.</param>
internal sealed class CredentialCode(SipHash hash)
{
    private const int StackBytes = 512;

    public CredentialCode()
        : this(SipHash.WithRandomKey())
    {
    }

    /// <summary>Each part carries its length, so that no two different triples make the same message.</summary>
    [SkipLocalsInit]
    public UInt128 Compute(ReadOnlySpan<byte> userName, ReadOnlySpan<byte> storedHash, ReadOnlySpan<byte> password)
    {
        int length = (2 * sizeof(int)) + userName.Length + storedHash.Length + password.Length;
        byte[]? rented = length <= StackBytes ? null : ArrayPool<byte>.Shared.Rent(length);
        Span<byte> message = rented is null ? stackalloc byte[StackBytes] : rented;
        message = message[..length];
        try
        {
            BinaryPrimitives.WriteInt32LittleEndian(message, userName.Length);
            BinaryPrimitives.WriteInt32LittleEndian(message[sizeof(int)..], storedHash.Length);
            Span<byte> rest = message[(2 * sizeof(int))..];
            userName.CopyTo(rest);
            storedHash.CopyTo(rest[userName.Length..]);
            password.CopyTo(rest[(userName.Length + storedHash.Length)..]);
            return hash.Compute(message);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(message);
            if (rented is not null)
            {
                ArrayPool<byte>.Shared.Return(rented);
            }
        }
    }

    /// <summary>A code for one network. The code is secret and the network is not, so no client can choose the one to make the other's sum.</summary>
    public static UInt128 From(ClientNetwork client, UInt128 code) => code ^ client.Prefix;
}
