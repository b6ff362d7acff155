using Microsoft.AspNetCore.Http;

namespace HtpasswdAuth;

/// <summary>Signing in by the form.</summary>
internal static class SignInEndpoints
{
    public static Task GetPage(AccountVisit visit)
    {
        HttpContext context = visit.Context;
        IAccountScheme authenticator = visit.Authenticator;
        if (!authenticator.IsTransportAccepted(context))
        {
            // No password is to be typed into a page that came in the clear.
            return authenticator.ChallengeAsync(context, HtpasswdAuthentication.Failed(HtpasswdFailure.InsecureTransport), properties: null);
        }

        string returnUrl = AccountPages.ReturnAddress(context, authenticator, context.Request.Query[HtpasswdPage.ReturnUrlField]);
        return visit.User is null ? WritePageAsync(visit, returnUrl, typedName: null, refusal: null) : AccountAnswer.Redirect(context, returnUrl);
    }

    public static async Task SignInAsync(AccountVisit visit)
    {
        HttpContext context = visit.Context;
        if (await AccountInput.ReadAsync(context, HtpasswdJsonContext.Default.SignInInput, SignInInput.FromForm).ConfigureAwait(false) is not { } input)
        {
            return;
        }

        HtpasswdAuthentication outcome = await visit.Authenticator.FormSignIn!.SignInAsync(context, input.UserName ?? "", input.Password ?? "").ConfigureAwait(false);
        bool isForm = context.Request.HasFormContentType;
        string returnUrl = AccountPages.ReturnAddress(context, visit.Authenticator, input.ReturnUrl);
        await ((outcome.Result.Succeeded, isForm, outcome.Failure) switch
        {
            (true, true, _) => AccountAnswer.Redirect(context, returnUrl),
            (true, false, _) => AccountAnswer.NoContent(context),
            (_, _, HtpasswdFailure.InsecureTransport) => visit.Authenticator.ChallengeAsync(context, outcome, properties: null),
            (false, true, _) => WritePageAsync(visit, returnUrl, input.UserName, SignInRefusal.Of(outcome)),
            (false, false, _) => WriteProblemAsync(context, SignInRefusal.Of(outcome)),
        }).ConfigureAwait(false);
    }

    private static Task WritePageAsync(AccountVisit visit, string returnUrl, string? typedName, SignInRefusal? refusal) =>
        AccountPageWriter.WriteAsync(visit.Context, new SignInPage
        {
            StatusCode = refusal?.PageStatus ?? StatusCodes.Status200OK,
            Site = PageSites.Of(visit.Context, visit.Authenticator),

            // Of nobody, as it is checked: another tab may sign in while this one is open.
            AntiforgeryToken = visit.Antiforgery.NewToken(visit.Context, user: null),
            ReturnUrl = returnUrl,
            Error = refusal?.Error,
            TypedName = typedName,
        });

    private static Task WriteProblemAsync(HttpContext context, SignInRefusal refusal)
    {
        AccountAnswer.SetRetryAfter(context.Response, refusal.Status, refusal.Error.RetryAfter);
        return ProblemWriter.WriteAsync(context, refusal.Status, refusal.Error.Code, refusal.Error.Title, refusal.Error.Advice);
    }
}
