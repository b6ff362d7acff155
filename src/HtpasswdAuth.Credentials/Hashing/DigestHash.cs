using System.Buffers;
using System.Security.Cryptography;

namespace HtpasswdAuth;

/// <summary>Computes the hashes of Digest authentication.</summary>
public static class DigestHash
{
    /// <summary>The most bytes that any of the algorithms gives.</summary>
    public const int MaxSize = 32;

    /// <summary>Gets how many bytes an algorithm gives; its hexadecimal text is twice as long.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such algorithm.</exception>
    public static int SizeOf(DigestAlgorithm algorithm) => algorithm switch
    {
        DigestAlgorithm.Md5 => Md5Block.DigestSize,
        DigestAlgorithm.Sha256 => Sha256Block.DigestSize,
        DigestAlgorithm.Sha512Slash256 => Sha512Slash256Block.DigestSize,
        _ => throw new ArgumentOutOfRangeException(nameof(algorithm), algorithm, "There is no such algorithm of Digest authentication."),
    };

    /// <summary>Hashes a message.</summary>
    /// <param name="algorithm">The hash function.</param>
    /// <param name="message">Of any length.</param>
    /// <param name="destination">Room for at least <see cref="SizeOf"/> bytes.</param>
    /// <returns>How many bytes were written.</returns>
    /// <exception cref="ArgumentException">There is not room enough.</exception>
    public static int Compute(DigestAlgorithm algorithm, ReadOnlySpan<byte> message, Span<byte> destination)
    {
        int size = SizeOf(algorithm);
        if (destination.Length < size)
        {
            throw new ArgumentException($"The hash takes {size} bytes.", nameof(destination));
        }

        switch (algorithm)
        {
            case DigestAlgorithm.Md5:
                Compute<Md5Block>(message, destination[..size]);
                break;
            case DigestAlgorithm.Sha256:
                Compute<Sha256Block>(message, destination[..size]);
                break;
            default:
                Compute<Sha512Slash256Block>(message, destination[..size]);
                break;
        }

        return size;
    }

    /// <summary>
    /// Computes HA1, the hash of <c>user:realm:password</c> that an htdigest file holds in hexadecimal digits. Whoever has it can
    /// sign in as the user in that realm: it is a secret as the password is.
    /// </summary>
    /// <param name="algorithm">The hash function.</param>
    /// <param name="userName">In the encoding of the file; without a colon.</param>
    /// <param name="realm">Without a colon.</param>
    /// <param name="password">As the client will send or hash it; usually UTF-8.</param>
    /// <param name="destination">Room for at least <see cref="SizeOf"/> bytes.</param>
    /// <returns>How many bytes were written.</returns>
    /// <exception cref="ArgumentException">There is not room enough, or a colon where none may be.</exception>
    public static int ComputeHa1(
        DigestAlgorithm algorithm, ReadOnlySpan<byte> userName, ReadOnlySpan<byte> realm, ReadOnlySpan<byte> password, Span<byte> destination)
    {
        if (userName.Contains((byte)':') || realm.Contains((byte)':'))
        {
            throw new ArgumentException("A colon in the user name or the realm would make it another record's hash.", nameof(userName));
        }

        int length = userName.Length + realm.Length + password.Length + 2;
        byte[] rented = ArrayPool<byte>.Shared.Rent(length);
        Span<byte> message = rented.AsSpan(0, length);
        try
        {
            userName.CopyTo(message);
            message[userName.Length] = (byte)':';
            realm.CopyTo(message[(userName.Length + 1)..]);
            message[userName.Length + realm.Length + 1] = (byte)':';
            password.CopyTo(message[(userName.Length + realm.Length + 2)..]);
            return Compute(algorithm, message, destination);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(message);
            ArrayPool<byte>.Shared.Return(rented);
        }
    }

    private static void Compute<TBlock>(ReadOnlySpan<byte> message, Span<byte> destination)
        where TBlock : struct, IHashBlock
    {
        var stream = new HashStream<TBlock>();
        try
        {
            stream.Append(message);
            stream.Finish(destination);
        }
        finally
        {
            stream.Clear();
        }
    }
}
