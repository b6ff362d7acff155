using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace HtpasswdAuth;

/// <summary>Says what happened to codes, with names escaped, and raises its voice when they are guessed.</summary>
internal sealed class SecondFactorLog(ILogger logger, Func<string, int> countFailures)
{
    private const int ManyFailures = 10;

    public ILogger Logger { get; } = logger;

    public void Consumed(string user, CodeResult result)
    {
        string name = LogText.Escape(user);
        if (result.Outcome == CodeOutcome.Accepted)
        {
            Logger.CodeAccepted(name, result.Methods == SecondFactorMethods.RecoveryCode ? "recovery code" : "one-time password");
            if (result.Methods == SecondFactorMethods.RecoveryCode)
            {
                Logger.RecoveryCodeUsed(name, result.RecoveryCodesLeft);
            }

            return;
        }

        int failures = countFailures(user);
        Logger.CodeRefused(name, Reason(result.Outcome), failures);
        if (result.Outcome == CodeOutcome.Wrong && failures == OtpFailures.Cap)
        {
            Logger.CodesBlocked(name);
        }
        else if (result.Outcome == CodeOutcome.Wrong && failures > 0 && failures % ManyFailures == 0)
        {
            Logger.ManyWrongCodes(failures, name);
        }
    }

    public void ClockOff(string user, TimeSpan offset) => Logger.ClockOff(LogText.Escape(user), offset.TotalSeconds);

    public void SecretUnreadable(string user) => Logger.SecretUnreadable(LogText.Escape(user));

    public void StateUnwritable(Exception exception) => Logger.CodeStateUnwritable(exception);

    public void Missing(HttpContext context, string user) =>
        Logger.SecondFactorNotGiven(ClientAddress.ForLog(context), LogText.Escape(user), LogText.Escape(context.Request.PathBase + context.Request.Path));

    public void AppPasswordOutOfScope(AppPassword used, string method, string path) =>
        Logger.AppPasswordOutOfScope(used.Id, LogText.Escape(used.User), LogText.Escape(method), LogText.Escape(path));

    public void Enrolled(string user) => Logger.Enrolled(LogText.Escape(user));

    public void Removed(string user) => Logger.EnrolmentRemoved(LogText.Escape(user));

    public void RecoveryCodesMade(string user) => Logger.RecoveryCodesMade(LogText.Escape(user));

    public void AppPasswordMade(AppPassword one) => Logger.AppPasswordMade(LogText.Escape(one.User), one.Id);

    public void AppPasswordRemoved(string user, string id) => Logger.AppPasswordRemoved(LogText.Escape(user), LogText.Escape(id));

    public void SecretsUnwritable(Exception exception) => Logger.EnrolmentsUnwritable(exception);

    public void SignedOut(string user, bool everywhere) => Logger.SignedOut(LogText.Escape(user), everywhere ? "everywhere" : "this browser");

    public void NoPage() => Logger.NoCodePage();

    private static string Reason(CodeOutcome outcome) => outcome switch
    {
        CodeOutcome.Wrong => "wrong",
        CodeOutcome.AlreadyUsed => "already used",
        CodeOutcome.TooSoon => "too soon after wrong ones",
        CodeOutcome.Blocked => "blocked after too many wrong ones",
        CodeOutcome.NotEnrolled => "not enrolled",
        _ => "cannot be checked now",
    };
}
