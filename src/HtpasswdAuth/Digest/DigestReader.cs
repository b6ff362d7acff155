using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace HtpasswdAuth;

/// <summary>Reads the Digest credentials of a request and checks what needs no password: RFC 7616 section 3.4 up to there.</summary>
internal sealed class DigestReader(HtdigestOptions options, DigestRealms realms, ForwardedHeadersWarning forwarding, DigestLog log)
{
    private readonly TransportCheck _transport = new(options.AllowInsecureTransport, forwarding);

    // How Firefox ends a cancelled prompt is of Basic alone: a Digest header without parameters is malformed.
    private readonly bool _allowBasic = options.AllowBasic;

    public bool IsTransportAccepted(HttpContext context) => _transport.IsAccepted(context);

    /// <summary>Finds the one field that is for this scheme.</summary>
    /// <returns><see cref="HtpasswdFailure.NoCredentials"/> where there is none, or where <paramref name="header"/> is to be read.</returns>
    public HtpasswdFailure Find(HttpContext context, out string? header)
    {
        StringValues fields = context.Request.Headers.Authorization;
        bool isOurs = fields.Any(IsOurs);
        header = isOurs && fields.Count == 1 ? fields[0] : null;
        if (!isOurs)
        {
            return HtpasswdFailure.NoCredentials;
        }

        if (header is null)
        {
            return HtpasswdFailure.AmbiguousCredentials;
        }

        return IsTransportAccepted(context) ? HtpasswdFailure.NoCredentials : HtpasswdFailure.InsecureTransport;
    }

    /// <summary>Reads a response and checks that it is for this site, realm and request. What is wrong is logged.</summary>
    public (DigestCredentials? Credentials, HtpasswdFailure Failure) Read(HttpContext context, string header)
    {
        if (!realms.TryGetCurrent(out DigestRealmView? realm))
        {
            return (null, log.Failed(context, HtpasswdFailure.StoreUnavailable));
        }

        DigestCredentials? credentials = DigestParameters.TryParse(header) is { } parameters ? DigestCredentials.TryRead(parameters) : null;
        return credentials is null
            ? (null, log.Malformed(context))
            : (credentials, Examine(context, credentials, realm));
    }

    private bool IsOurs(string? field) =>
        field is not null && (DigestParameters.IsDigest(field) || (_allowBasic && BasicAuthorization.TryGetToken(field, out _)));

    private HtpasswdFailure Examine(HttpContext context, DigestCredentials credentials, DigestRealmView realm)
    {
        if (!credentials.Realm.Span.SequenceEqual(options.Realm))
        {
            return log.WrongRealm(context, credentials.Realm);
        }

        if (!realm.Offered.Contains(credentials.Variant))
        {
            return log.NotOffered(context, credentials.Variant);
        }

        if (credentials.ProtectsBody && !options.AllowAuthInt)
        {
            return log.QopNotOffered(context);
        }

        return RequestTarget.Matches(context, credentials.Uri.Span)
            ? HtpasswdFailure.NoCredentials
            : log.WrongUri(context, credentials.Uri.Span);
    }
}
