using Microsoft.AspNetCore.Http;

namespace HtpasswdAuth;

/// <summary>Where the second factor is given.</summary>
internal static class CodeEndpoints
{
    // With so few left it is time for new ones, while the phone may only be mislaid.
    private const int FewRecoveryCodes = 3;

    public static Task GetPage(AccountRequest request)
    {
        HttpContext context = request.Context;
        string returnUrl = AccountPages.ReturnAddress(request);
        if (request.Session is not null && !context.Request.Query.ContainsKey(SecondFactorChallenge.AgainKey))
        {
            return AccountAnswer.Redirect(context, returnUrl);
        }

        return request.Factor.Site.IsUnknown(request.User.Name) ? AccountAnswer.Unavailable(request)
            : request.IsEnrolled
            ? WritePageAsync(request, returnUrl, refusal: null, AccountPages.WantsRecoveryCode(request))
            : AccountAnswer.Redirect(context, AccountPages.WithReturnUrl(request.Factor.Challenge.FindEnrolmentPage(context), returnUrl));
    }

    public static async Task VerifyAsync(AccountRequest request)
    {
        HttpContext context = request.Context;
        if (await AccountInput.ReadAsync(context, HtpasswdJsonContext.Default.CodeInput, CodeInput.FromForm).ConfigureAwait(false) is not { } input)
        {
            return;
        }

        bool isRecoveryCode = input.RecoveryCode is not null;
        CodeResult result = await request.ConsumeAsync(input.Code, input.RecoveryCode).ConfigureAwait(false);
        if (result.Outcome == CodeOutcome.Accepted)
        {
            // Whatever session there was is replaced: nobody can have prepared this one.
            request.BeginSession(result);
        }

        string returnUrl = AccountPages.ReturnAddress(request, input.ReturnUrl);
        await ((result.Outcome == CodeOutcome.Accepted, request.IsForm) switch
        {
            (true, true) => AccountAnswer.Redirect(context, isRecoveryCode ? AfterRecoveryCode(request, result, returnUrl) : returnUrl),
            (true, false) => AccountAnswer.NoContent(context),
            (false, true) => WritePageAsync(request, returnUrl, CodeRefusal.Of(result, isRecoveryCode), isRecoveryCode),
            (false, false) => AccountAnswer.Refused(request, result, isRecoveryCode),
        }).ConfigureAwait(false);
    }

    /// <summary>Whoever has few left goes by the page that says so and makes new ones, where the site has it and can save them.</summary>
    private static string AfterRecoveryCode(AccountRequest request, CodeResult result, string returnUrl) =>
        result.RecoveryCodesLeft <= FewRecoveryCodes
        && request.Factor.Site.Secrets.IsWritable
        && AccountPageWriter.HasOwnPages(request.Context.RequestServices)
            ? AccountPages.WithReturnUrl(request.Site.Links.RecoveryCodes, returnUrl)
            : returnUrl;

    private static Task WritePageAsync(AccountRequest request, string returnUrl, CodeRefusal? refusal, bool withRecoveryCode)
    {
        OtpParameters parameters = request.Factor.Site.FindEnrolment(request.User.Name)?.Parameters ?? OtpParameters.Default;
        return AccountPageWriter.WriteAsync(request.Context, new CodePage
        {
            StatusCode = refusal?.Status ?? StatusCodes.Status200OK,
            Site = request.Site,
            UserName = request.User.Name,
            AntiforgeryToken = request.NewToken(),
            ReturnUrl = returnUrl,
            Error = refusal?.Error,
            WithRecoveryCode = withRecoveryCode,

            // Who has a session and sees such a form all the same was asked for another code.
            IsAgain = request.Session is not null,
            Digits = parameters.Digits,
            Period = parameters.Type == OtpType.Hotp ? null : parameters.Period,
        });
    }
}
