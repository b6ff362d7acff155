using Microsoft.AspNetCore.Http;

namespace HtpasswdAuth;

/// <summary>Who am I, and sign me out.</summary>
internal static class AccountEndpoints
{
    public static Task GetMe(AccountRequest request)
    {
        SecondFactorSession? session = request.Session?.Session;
        var view = new AccountView
        {
            User = request.User.Name,
            Realm = request.Factor.Site.Realm,
            Enrolled = request.IsEnrolled,
            SecondFactor = session is not null,
            AuthTime = session?.AuthTime,
            Expires = session?.Expires,
            RecoveryCodesLeft = session is null ? null : request.Factor.Enrolments.CountRecoveryCodes(request.User.Name),
            AntiforgeryToken = request.NewToken(),
        };
        return AccountAnswer.WriteAsync(request.Context, view, HtpasswdJsonContext.Default.AccountView);
    }

    public static async Task SignOutAsync(AccountRequest request)
    {
        HttpContext context = request.Context;
        if (await AccountInput.ReadAsync(context, HtpasswdJsonContext.Default.SignOutInput, SignOutInput.FromForm).ConfigureAwait(false) is not { } input)
        {
            return;
        }

        if (!await request.Factor.Sessions.TryEndAsync(context, request.User.Name, request.Session, input.Everywhere).ConfigureAwait(false))
        {
            await RefuseAsync(context).ConfigureAwait(false);
            return;
        }

        if (request.Factor.Site.Options.ClearSiteDataOnSignOut)
        {
            context.Response.Headers["Clear-Site-Data"] = "\"cookies\"";
        }

        await (context.Request.HasFormContentType
            ? PlainSignedOutPage.WriteAsync(request)
            : AccountAnswer.NoContent(context)).ConfigureAwait(false);
    }

    /// <summary>The cookie is gone from this browser; whoever has a copy of it still has a session.</summary>
    private static Task RefuseAsync(HttpContext context)
    {
        const string Title = "Signed out in this browser only.";
        const string Advice = "It could not be written that the session is over. Sign in and out once more, later; if it stays so, tell the administrator of this site, whose log says why.";
        return context.Request.HasFormContentType
            ? PlainNoticePage.WriteAsync(context, StatusCodes.Status503ServiceUnavailable, Title.TrimEnd('.'), Advice)
            : ProblemWriter.WriteAsync(context, StatusCodes.Status503ServiceUnavailable, "sign-out-incomplete", Title, Advice);
    }
}
