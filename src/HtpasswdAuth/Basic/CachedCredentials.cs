using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;

namespace HtpasswdAuth;

/// <summary>Finds the user of an <c>Authorization</c> field whose password is known already, without allocating or waiting.</summary>
internal sealed class CachedCredentials(CredentialVerifier verifier, CredentialsReader reader)
{
    // A token over this is answered by the way that allocates; real names and passwords are far shorter.
    private const int StackBytes = 512;

    /// <returns><see langword="false"/> says only that the long way must decide.</returns>
    [SkipLocalsInit]
    public bool TryGet(HttpContext context, string header, [NotNullWhen(true)] out VerifiedUser? user)
    {
        user = null;
        if (!BasicAuthorization.TryGetToken(header, out ReadOnlySpan<char> token)
            || BasicAuthorization.MaxDecodedBytes(token) > StackBytes
            || !reader.IsTransportAcceptedFromCache(context))
        {
            return false;
        }

        Span<byte> buffer = stackalloc byte[StackBytes];
        try
        {
            return BasicAuthorization.TryDecode(token, buffer, out Span<byte> userName, out Span<byte> password)
                && verifier.TryGetVerified(userName, password, ClientNetwork.From(context.Connection.RemoteIpAddress), out user);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(buffer);
        }
    }
}
