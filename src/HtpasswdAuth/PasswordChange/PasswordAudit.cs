using Microsoft.Extensions.Logging;

namespace HtpasswdAuth;

/// <summary>Writes one line for each attempt to change a password, into a category of its own that can be sent elsewhere.</summary>
internal sealed class PasswordAudit(string scheme, ILogger audit)
{
    public const string Category = "HtpasswdAuth.Audit";

    public void Tell(PasswordChangeRequest request, PasswordChangeResult result)
    {
        string name = LogText.Escape(result.User?.Name ?? request.UserName);
        if (result.Outcome == PasswordChangeOutcome.Changed)
        {
            audit.PasswordChanged(request.Client, name, scheme, result.WasForced);
        }
        else
        {
            audit.PasswordChangeRefused(request.Client, name, scheme, Reason(result));
        }
    }

    private static bool IsExpired(PasswordChangeResult result) => result.User is not null || result.Verification == VerificationOutcome.ExpiredPassword;

    private static string Reason(PasswordChangeResult result) => result.Outcome switch
    {
        PasswordChangeOutcome.WrongCredentials => IsExpired(result) ? "the current password has expired" : "wrong user name or password",
        PasswordChangeOutcome.TooManyAttempts => "too many attempts",
        PasswordChangeOutcome.NameRefused => "not one of those who may change their passwords here",
        PasswordChangeOutcome.Refused => $"the new password is {string.Join(", ", result.Refusals.Select(refusal => refusal.Code))}",
        PasswordChangeOutcome.NotConfirmed => "no right code of the second factor",
        PasswordChangeOutcome.Conflict => "the password was changed elsewhere at the same moment",
        PasswordChangeOutcome.Busy => "too much to do",
        PasswordChangeOutcome.ReadOnly => "a file cannot be written",
        _ => "it cannot be done now",
    };
}
