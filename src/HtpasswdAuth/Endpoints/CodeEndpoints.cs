using Microsoft.AspNetCore.Http;

namespace HtpasswdAuth;

/// <summary>Where the second factor is given.</summary>
internal static class CodeEndpoints
{
    public static Task GetPage(AccountRequest request)
    {
        IQueryCollection query = request.Context.Request.Query;
        string? returnUrl = query["returnUrl"];
        if (request.Session is not null && !query.ContainsKey(SecondFactorChallenge.AgainKey))
        {
            return Return(request, returnUrl, StatusCodes.Status302Found);
        }

        return request.IsEnrolled
            ? PlainCodePage.WriteAsync(request, AccountPages.ReturnAddress(request, returnUrl), refusal: null, AccountPages.WantsRecoveryCode(request))
            : AccountPages.RedirectToEnrolmentAsync(request, returnUrl);
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

        bool isForm = context.Request.HasFormContentType;
        await ((result.Outcome == CodeOutcome.Accepted, isForm) switch
        {
            (true, true) => Return(request, input.ReturnUrl, StatusCodes.Status303SeeOther),
            (true, false) => AccountAnswer.NoContent(context),
            (false, true) => PlainCodePage.WriteAsync(request, AccountPages.ReturnAddress(request, input.ReturnUrl), CodeRefusal.Of(result, isRecoveryCode), isRecoveryCode),
            (false, false) => AccountAnswer.Refused(context, result, isRecoveryCode),
        }).ConfigureAwait(false);
    }

    private static Task Return(AccountRequest request, string? returnUrl, int status)
    {
        HttpResponse response = request.Context.Response;
        response.StatusCode = status;
        response.Headers.Location = AccountPages.ReturnAddress(request, returnUrl);
        response.Headers.CacheControl = "no-store";
        return Task.CompletedTask;
    }
}
