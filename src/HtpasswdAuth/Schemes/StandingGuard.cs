using Microsoft.AspNetCore.Http;

namespace HtpasswdAuth;

/// <summary>Decides whether somebody whose password was right may go on with it, and notes since when they have had it.</summary>
internal sealed class StandingGuard(PasswordStandings standings, SignInLog log)
{
    /// <summary>Answers from memory alone. <see langword="false"/> says only that the long way must decide.</summary>
    public bool TryPass(VerifiedUser user) => standings.Of(user) == PasswordStanding.Good;

    /// <returns>What keeps the user from going on; <see langword="null"/> if nothing does.</returns>
    public async ValueTask<HtpasswdFailure?> CheckAsync(HttpContext context, VerifiedUser user)
    {
        switch (standings.Of(user))
        {
            case PasswordStanding.Good when standings.IsNew(user):
                await standings.NoteSightAsync(user, context.RequestAborted).ConfigureAwait(false);
                return null;
            case PasswordStanding.Good:
                return null;
            case PasswordStanding.ChangeForced:
                return HtpasswdFailure.PasswordChangeRequired;
            case PasswordStanding.Expired:
                // In the moment since it was verified; otherwise the verifier would have refused it.
                return log.Refused(context, VerificationOutcome.ExpiredPassword, user.Name);
            default:
                return HtpasswdFailure.StoreUnavailable;
        }
    }

    /// <summary>
    /// The same for an app password: its program changes no password, so what the user is to do waits for the user; but it is no better than a
    /// password whose time is over.
    /// </summary>
    public HtpasswdFailure? CheckProgram(HttpContext context, VerifiedUser user) => standings.Of(user) switch
    {
        PasswordStanding.Good or PasswordStanding.ChangeForced => null,
        PasswordStanding.Expired => log.Refused(context, VerificationOutcome.ExpiredPassword, user.Name),
        _ => HtpasswdFailure.StoreUnavailable,
    };
}
