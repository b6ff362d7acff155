using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace HtpasswdAuth;

/// <summary>Writes the log lines of refused requests, with client, user and path as httpd writes them.</summary>
internal sealed class SignInLog(ILogger logger)
{
    /// <summary>Logs a refused verification, and says which failure the client gets to see.</summary>
    public HtpasswdFailure Refused(HttpContext context, VerificationOutcome outcome, string userName)
    {
        switch (outcome)
        {
            case VerificationOutcome.Busy:
                return HtpasswdFailure.Busy;
            case VerificationOutcome.StoreUnavailable:
                return HtpasswdFailure.StoreUnavailable;
            case VerificationOutcome.TooManyAttempts:
                logger.TooManyAttempts(Environment.ProcessId, Client(context), LogText.Escape(userName), PathOf(context));
                return HtpasswdFailure.TooManyAttempts;
            case VerificationOutcome.UnknownUser:
                logger.UserNotFound(Environment.ProcessId, Client(context), LogText.Escape(userName), PathOf(context));
                return HtpasswdFailure.WrongCredentials;
            case VerificationOutcome.UnusableHash:
                logger.UnusableHash(Environment.ProcessId, Client(context), LogText.Escape(userName), PathOf(context));
                return HtpasswdFailure.WrongCredentials;
            case VerificationOutcome.ExpiredPassword:
                logger.PasswordMismatch(Environment.ProcessId, Client(context), LogText.Escape(userName), PathOf(context));
                logger.PasswordExpired(LogText.Escape(userName));
                return HtpasswdFailure.WrongCredentials;
            default:
                logger.PasswordMismatch(Environment.ProcessId, Client(context), LogText.Escape(userName), PathOf(context));
                return HtpasswdFailure.WrongCredentials;
        }
    }

    public void Rejected(HttpContext context, string userName) =>
        logger.RejectedByEvent(Environment.ProcessId, Client(context), LogText.Escape(userName), PathOf(context));

    /// <summary>Logs a request to the account that another site sent, or that had no token.</summary>
    public void CrossSite(HttpContext context) => logger.CrossSiteRefused(Client(context), LogText.Escape(context.Request.Method), PathOf(context));

    /// <summary>Logs a failure that is not one of the password; those are logged where they are found out.</summary>
    public void Failed(HttpContext context, HtpasswdFailure failure, string? userName)
    {
        switch (failure)
        {
            case HtpasswdFailure.AmbiguousCredentials or HtpasswdFailure.MalformedCredentials:
                logger.MalformedCredentials(Environment.ProcessId, Client(context), PathOf(context));
                break;
            case HtpasswdFailure.InsecureTransport:
                logger.InsecureTransport(Environment.ProcessId, Client(context), PathOf(context));
                break;
            case HtpasswdFailure.Busy:
                logger.VerificationRefused(Environment.ProcessId, Client(context), PathOf(context));
                break;
            case HtpasswdFailure.StoreUnavailable:
                logger.StoreUnavailable(Environment.ProcessId, Client(context), PathOf(context));
                break;
            case HtpasswdFailure.PasswordChangeRequired:
                logger.PasswordChangeRequired(Client(context), LogText.Escape(userName ?? ""), PathOf(context));
                break;
            default:
                break;
        }
    }

    private static string Client(HttpContext context) => ClientAddress.ForLog(context);

    // Without the query: it may hold what nobody wants in a log.
    private static string PathOf(HttpContext context) => LogText.Escape(context.Request.PathBase + context.Request.Path);
}
