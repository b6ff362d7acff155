using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace HtpasswdAuth;

/// <summary>Reads the Basic credentials of a request, or says why there are none to be read.</summary>
internal sealed class CredentialsReader(HtpasswdOptions options, ForwardedHeadersWarning forwarding)
{
    private readonly TransportCheck _transport = new(options.AllowInsecureTransport, forwarding);

    public (BasicCredentials? Credentials, HtpasswdFailure Failure) Read(HttpContext context)
    {
        if (!HasCredentials(context.Request.Headers.Authorization, out string? header, out HtpasswdFailure failure))
        {
            return (null, failure);
        }

        if (!IsTransportAccepted(context))
        {
            return (null, HtpasswdFailure.InsecureTransport);
        }

        BasicAuthorization.TryGetToken(header, out ReadOnlySpan<char> token);
        return (BasicCredentials.TryRead(token, options.MaxPasswordBytes, options.AllowLatin1), HtpasswdFailure.MalformedCredentials);
    }

    public bool IsTransportAccepted(HttpContext context) => _transport.IsAccepted(context);

    public bool IsTransportAcceptedFromCache(HttpContext context) => _transport.IsAcceptedFromCache(context);

    private static bool HasCredentials(StringValues authorization, [NotNullWhen(true)] out string? header, out HtpasswdFailure failure)
    {
        header = authorization.Count == 1 ? authorization[0] : null;
        bool isBasic = authorization.Any(value => value is not null && BasicAuthorization.TryGetToken(value, out _));
        failure = isBasic && authorization.Count > 1 ? HtpasswdFailure.AmbiguousCredentials : HtpasswdFailure.NoCredentials;
        return isBasic && header is not null;
    }
}
