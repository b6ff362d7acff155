using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace HtpasswdAuth;

/// <summary>Decides, for one scheme, whether somebody whose password was right may go on. In doubt: not.</summary>
internal sealed class SecondFactorGuard(
    SecondFactorSite site, SecondFactorSessions sessions, FormSessions? forms, KnownDevices devices, CodeVerifier codes, SecondFactorLog log)
{
    /// <summary>The header by which programs send a code.</summary>
    public const string CodeHeader = "X-Htpasswd-OTP";

    /// <summary>How a code that came with the request itself is refused.</summary>
    public static HtpasswdFailure FailureFor(CodeOutcome outcome) => outcome switch
    {
        CodeOutcome.Wrong or CodeOutcome.AlreadyUsed => HtpasswdFailure.WrongCode,
        CodeOutcome.TooSoon or CodeOutcome.Blocked => HtpasswdFailure.TooManyCodes,
        CodeOutcome.NotEnrolled => HtpasswdFailure.EnrolmentRequired,
        _ => HtpasswdFailure.StoreUnavailable,
    };

    /// <summary>Answers from memory alone. <see langword="false"/> says only that the long way must decide.</summary>
    public bool TryPass(HttpContext context, VerifiedUser user, out VerifiedUser passed)
    {
        passed = user;
        if (sessions.TryGet(context, user, out OpenedSession? opened, out bool isUnknown))
        {
            passed = opened.User;
            return true;
        }

        return !isUnknown && !context.Request.Headers.ContainsKey(CodeHeader) && IsPasswordEnough(user.Name);
    }

    /// <summary>Decides, consuming the code that came with the request if there is one.</summary>
    /// <param name="context">The request.</param>
    /// <param name="user">Whose password was right.</param>
    /// <param name="code">A code that came another way than by the header.</param>
    public async ValueTask<SecondFactorPass> PassAsync(HttpContext context, VerifiedUser user, string? code)
    {
        if (sessions.TryGet(context, user, out OpenedSession? opened, out bool isUnknown))
        {
            return SecondFactorPass.To(opened.User);
        }

        if (isUnknown)
        {
            // The code was given: whoever asked for it once more would only be refused that one too.
            return SecondFactorPass.Refused(HtpasswdFailure.StoreUnavailable);
        }

        code ??= CodeOf(context);
        if (code is null && IsPasswordEnough(user.Name))
        {
            return SecondFactorPass.To(user);
        }

        if (site.Secrets.Current is null || site.States.Current is null)
        {
            return SecondFactorPass.Refused(HtpasswdFailure.StoreUnavailable);
        }

        if (site.FindEnrolment(user.Name) is null)
        {
            return IsPasswordEnough(user.Name) ? SecondFactorPass.To(user)
                : site.IsUnknown(user.Name) ? SecondFactorPass.Refused(HtpasswdFailure.StoreUnavailable)
                : Missing(context, user, HtpasswdFailure.EnrolmentRequired);
        }

        if (code is null)
        {
            return Missing(context, user, HtpasswdFailure.SecondFactorRequired);
        }

        CodeResult result = await codes.ConsumeAsync(
            user.Name,
            devices.SourceOf(context, user.Name, site.FindEnrolment(user.Name)?.Id),
            code,
            context.RequestAborted).ConfigureAwait(false);
        if (result.Outcome != CodeOutcome.Accepted)
        {
            return SecondFactorPass.Refused(FailureFor(result.Outcome), result.RetryAfter);
        }

        return Begin(context, user, result) is { } begun
            ? SecondFactorPass.To(begun.User)
            : SecondFactorPass.Refused(HtpasswdFailure.StoreUnavailable);
    }

    /// <summary>Begins a session after a code was accepted, whichever way it came.</summary>
    /// <returns><see langword="null"/> as long as the key file was never read.</returns>
    public OpenedSession? Begin(HttpContext context, VerifiedUser user, CodeResult accepted)
    {
        devices.Remember(context, user, accepted.EnrolmentId!);
        forms?.Complete(context);
        return sessions.Begin(context, user, accepted.EnrolmentId!, accepted.Methods);
    }

    private static string? CodeOf(HttpContext context)
    {
        StringValues header = context.Request.Headers[CodeHeader];
        return header.Count == 0 ? null : header.ToString();
    }

    private SecondFactorPass Missing(HttpContext context, VerifiedUser user, HtpasswdFailure failure)
    {
        log.Missing(context, user.Name);
        return SecondFactorPass.Refused(failure);
    }

    private bool IsPasswordEnough(string userName) => site.Options.Mode switch
    {
        SecondFactorMode.StepUp => true,
        SecondFactorMode.WhenEnrolled => site.Secrets.Current is not null && site.FindEnrolment(userName) is null,
        _ => false,
    };
}
