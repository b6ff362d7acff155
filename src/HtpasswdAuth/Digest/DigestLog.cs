using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace HtpasswdAuth;

/// <summary>Writes the log lines of refused Digest responses, and says which failure the client gets to see.</summary>
internal sealed class DigestLog(ILogger logger, string realm)
{
    private readonly SignInLog _shared = new(logger);

    /// <summary>Gets the lines that are those of Basic too.</summary>
    public SignInLog Shared => _shared;

    public HtpasswdFailure Malformed(HttpContext context)
    {
        logger.DigestMalformed(Environment.ProcessId, Client(context), PathOf(context));
        return HtpasswdFailure.MalformedCredentials;
    }

    public HtpasswdFailure WrongRealm(HttpContext context, ReadOnlyMemory<char> received)
    {
        logger.DigestRealmMismatch(Environment.ProcessId, Client(context), LogText.Escape(received.ToString()), LogText.Escape(realm), PathOf(context));
        return HtpasswdFailure.MalformedCredentials;
    }

    public HtpasswdFailure NotOffered(HttpContext context, DigestVariant variant)
    {
        logger.DigestAlgorithmNotOffered(Environment.ProcessId, Client(context), variant.Name, PathOf(context));
        return HtpasswdFailure.MalformedCredentials;
    }

    public HtpasswdFailure QopNotOffered(HttpContext context)
    {
        logger.DigestQopNotOffered(Environment.ProcessId, Client(context), PathOf(context));
        return HtpasswdFailure.MalformedCredentials;
    }

    public HtpasswdFailure WrongUri(HttpContext context, ReadOnlySpan<char> uri)
    {
        // Without its query: see PathOf.
        int query = uri.IndexOf('?');
        string path = LogText.Escape((query < 0 ? uri : uri[..query]).ToString());
        logger.DigestUriMismatch(Environment.ProcessId, Client(context), path, PathOf(context));
        return HtpasswdFailure.WrongUri;
    }

    public HtpasswdFailure BodyTooLarge(HttpContext context, int maxBodyBytes)
    {
        logger.DigestBodyTooLarge(Environment.ProcessId, Client(context), maxBodyBytes, PathOf(context));
        return HtpasswdFailure.MalformedCredentials;
    }

    public HtpasswdFailure Refused(HttpContext context, DigestOutcome outcome, string userName)
    {
        string user = LogText.Escape(userName);
        switch (outcome)
        {
            case DigestOutcome.StoreUnavailable:
                _shared.Failed(context, HtpasswdFailure.StoreUnavailable, userName);
                return HtpasswdFailure.StoreUnavailable;
            case DigestOutcome.TooManyAttempts:
                return _shared.Refused(context, VerificationOutcome.TooManyAttempts, userName);
            case DigestOutcome.StaleNonce:
                logger.DigestNonceStale(Environment.ProcessId, Client(context), user);
                return HtpasswdFailure.StaleNonce;
            case DigestOutcome.CountUsed:
                logger.DigestCountUsed(Environment.ProcessId, Client(context), user, PathOf(context));
                return HtpasswdFailure.StaleNonce;
            case DigestOutcome.UnknownUser:
                logger.DigestUserNotFound(Environment.ProcessId, Client(context), user, LogText.Escape(realm), PathOf(context));
                return HtpasswdFailure.WrongCredentials;
            case DigestOutcome.ExpiredPassword:
                logger.DigestMismatch(Environment.ProcessId, Client(context), user, PathOf(context));
                logger.PasswordExpired(user);
                return HtpasswdFailure.WrongCredentials;
            default:
                logger.DigestMismatch(Environment.ProcessId, Client(context), user, PathOf(context));
                return HtpasswdFailure.WrongCredentials;
        }
    }

    public HtpasswdFailure Failed(HttpContext context, HtpasswdFailure failure, string? userName = null)
    {
        _shared.Failed(context, failure, userName);
        return failure;
    }

    /// <summary>For Basic over the same file.</summary>
    public HtpasswdFailure RefusedBasic(HttpContext context, VerificationOutcome outcome, string userName) => _shared.Refused(context, outcome, userName);

    public void Rejected(HttpContext context, string userName) => _shared.Rejected(context, userName);

    public void CrossSite(HttpContext context) => _shared.CrossSite(context);

    private static string Client(HttpContext context) => ClientAddress.ForLog(context);

    // Without the query: it may hold what nobody wants in a log.
    private static string PathOf(HttpContext context) => LogText.Escape(context.Request.PathBase + context.Request.Path);
}
