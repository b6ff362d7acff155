using System.Security.Cryptography;

namespace HtpasswdAuth;

/// <summary>The arithmetic of RFC 7616 section 3.4, over the HA1 that the file has instead of a password.</summary>
internal static class DigestComputation
{
    /// <summary>The most digits a hash has.</summary>
    public const int MaxDigits = 2 * DigestHash.MaxSize;

    /// <summary>Whether a response is that of the user's HA1. Compares in fixed time.</summary>
    /// <param name="credentials">What the client sent.</param>
    /// <param name="ha1">In lower-case hexadecimal digits, of the response's algorithm.</param>
    /// <param name="method">Of the request.</param>
    /// <param name="bodyHash">The hash of the body in hexadecimal digits; empty where the body is not protected.</param>
    public static bool IsRight(DigestCredentials credentials, ReadOnlySpan<byte> ha1, string method, ReadOnlySpan<byte> bodyHash)
    {
        Span<byte> response = stackalloc byte[DigestHash.MaxSize];
        int size = Compute(credentials, ha1, method, bodyHash, response);
        return CryptographicOperations.FixedTimeEquals(response[..size], credentials.Response);
    }

    /// <summary>What the server proves its own knowledge of HA1 by, in <c>Authentication-Info</c>: the same without the method.</summary>
    /// <param name="credentials">What the client sent.</param>
    /// <param name="ha1">As for <see cref="IsRight"/>.</param>
    /// <returns>Lower-case hexadecimal digits.</returns>
    public static string ResponseAuth(DigestCredentials credentials, ReadOnlySpan<byte> ha1)
    {
        Span<byte> response = stackalloc byte[DigestHash.MaxSize];
        int size = Compute(credentials, ha1, method: "", bodyHash: default, response);
        return Convert.ToHexStringLower(response[..size]);
    }

    private static int Compute(
        DigestCredentials credentials, ReadOnlySpan<byte> ha1, string method, ReadOnlySpan<byte> bodyHash, Span<byte> response)
    {
        DigestAlgorithm algorithm = credentials.Variant.Algorithm;
        Span<byte> key = stackalloc byte[MaxDigits];
        Span<byte> request = stackalloc byte[MaxDigits];
        try
        {
            int keyLength = WriteSecret(credentials, ha1, key);
            DigestMessage asked = DigestMessage.Begin().Add(method).Add(credentials.Uri.Span);
            int requestLength = (bodyHash.IsEmpty ? asked : asked.Add(bodyHash)).HashToHex(algorithm, request);
            return DigestMessage.Begin()
                .Add(key[..keyLength])
                .Add(credentials.Nonce.Span)
                .Add(credentials.CountText.Span)
                .Add(credentials.ClientNonce.Span)
                .Add(credentials.Qop.Span)
                .Add(request[..requestLength])
                .Hash(algorithm, response);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(key);
        }
    }

    /// <summary>
    /// The session variants hash the nonces into HA1 once more. Those are taken from this very request: clients make a new one for
    /// each, although the RFC lets the first one last for a session.
    /// </summary>
    private static int WriteSecret(DigestCredentials credentials, ReadOnlySpan<byte> ha1, Span<byte> digits)
    {
        if (!credentials.Variant.IsSession)
        {
            ha1.CopyTo(digits);
            return ha1.Length;
        }

        return DigestMessage.Begin()
            .Add(ha1)
            .Add(credentials.Nonce.Span)
            .Add(credentials.ClientNonce.Span)
            .HashToHex(credentials.Variant.Algorithm, digits);
    }
}
