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
            Realm = request.Authenticator.Realm,
            Enrolled = request.IsEnrolled,
            SecondFactor = session is not null,
            AuthTime = session?.AuthTime,
            Expires = session?.Expires,
            RecoveryCodesLeft = session is null ? null : request.Factor.Enrolments.CountRecoveryCodes(request.User.Name),
            AntiforgeryToken = request.NewToken(),
        };
        return AccountAnswer.WriteAsync(request.Context, view, HtpasswdJsonContext.Default.AccountView);
    }

    public static Task GetOverview(AccountRequest request) =>
        WriteOverviewAsync(request, AccountPages.ReturnAddress(request), StatusCodes.Status200OK, error: null);

    /// <summary>What is behind the second factor is counted only for who has given it.</summary>
    public static Task WriteOverviewAsync(AccountRequest request, string returnUrl, int status, HtpasswdPageError? error)
    {
        SecondFactorSession? session = request.Session?.Session;
        return AccountPageWriter.WriteAsync(request.Context, new OverviewPage
        {
            StatusCode = status,
            Site = request.Site,
            UserName = request.User.Name,
            AntiforgeryToken = request.NewToken(),
            ReturnUrl = returnUrl,
            Error = error,
            IsEnrolled = request.IsEnrolled,
            CodeGiven = session?.AuthTime,
            SessionExpires = session?.Expires,
            RecoveryCodesLeft = session is null ? null : request.Factor.Enrolments.CountRecoveryCodes(request.User.Name),
            IsKnownDevice = request.SecondFactor?.SourceOf(request.Context, request.User.Name).Device is not null,
            AppPasswords = session is null ? null : request.Factor.AppPasswordService.List(request.User.Name).Length,
        });
    }

    public static Task GetSignOutPage(AccountRequest request) => AccountPageWriter.WriteAsync(request.Context, new SignOutPage
    {
        Site = request.Site,
        UserName = request.User.Name,
        AntiforgeryToken = request.NewToken(),
        ReturnUrl = AccountPages.ReturnAddress(request),
    });

    public static async Task SignOutAsync(AccountRequest request)
    {
        HttpContext context = request.Context;
        if (await AccountInput.ReadAsync(context, HtpasswdJsonContext.Default.SignOutInput, SignOutInput.FromForm).ConfigureAwait(false) is not { } input)
        {
            return;
        }

        if (!await TryEndAsync(request, input.Everywhere).ConfigureAwait(false))
        {
            await AccountNotice.WriteAsync(request, StatusCodes.Status503ServiceUnavailable, AccountErrors.SignOutIncomplete).ConfigureAwait(false);
            return;
        }

        if (request.Authenticator.ClearsSiteDataOnSignOut)
        {
            context.Response.Headers["Clear-Site-Data"] = "\"cookies\"";
        }

        await (request.IsForm ? WriteSignedOutAsync(request) : AccountAnswer.NoContent(context)).ConfigureAwait(false);
    }

    /// <summary>Even where the browser was told to forget the password, not all of them do.</summary>
    private static Task WriteSignedOutAsync(AccountRequest request) => AccountPageWriter.WriteAsync(request.Context, new SignedOutPage
    {
        Site = request.Site,
        UserName = request.User.Name,
        AntiforgeryToken = "",
        ReturnUrl = AccountPages.ReturnAddress(request, returnUrl: null),
        BrowserKeepsPassword = request.Context.Request.Headers.Authorization.Count > 0,
    });

    /// <summary>Both sessions that a browser may have; the second one's cookie goes even where the first's end cannot be written.</summary>
    private static async Task<bool> TryEndAsync(AccountRequest request, bool everywhere)
    {
        HttpContext context = request.Context;
        bool ended = request.SecondFactor is not { } factor
            || await factor.Sessions.TryEndAsync(context, request.User.Name, request.Session, everywhere).ConfigureAwait(false);

        // Ending all sessions of the user ends those of both kinds.
        return (request.Authenticator.SignInForm is not { } form
            || await form.Sessions.TryEndAsync(context, request.User.Name, everywhere && request.SecondFactor is null).ConfigureAwait(false)) && ended;
    }
}
