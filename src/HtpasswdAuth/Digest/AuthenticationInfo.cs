using Microsoft.AspNetCore.Http;

namespace HtpasswdAuth;

/// <summary>Writes <c>Authentication-Info</c> (RFC 7616 section 3.5): the server's own proof, and the nonce to go on with.</summary>
internal static class AuthenticationInfo
{
    private const string Header = "Authentication-Info";

    public static void Write(HttpResponse response, DigestCredentials credentials, DigestVerification verification)
    {
        string? proof = verification.ResponseAuth is { } responseAuth
            ? $"qop={credentials.Qop}, rspauth=\"{responseAuth}\", cnonce={ChallengeWriter.Quote(credentials.ClientNonce.ToString())}, nc={credentials.CountText}"
            : null;
        string? next = verification.NextNonce is { } nonce ? $"nextnonce=\"{nonce}\"" : null;
        if ((proof is null && next is null) || response.HasStarted)
        {
            return;
        }

        response.Headers[Header] = proof is null || next is null ? proof ?? next : $"{proof}, {next}";
    }
}
