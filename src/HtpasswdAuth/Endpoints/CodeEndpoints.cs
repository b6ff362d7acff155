using Microsoft.AspNetCore.Http;

namespace HtpasswdAuth;

/// <summary>Where the second factor is given.</summary>
internal static class CodeEndpoints
{
    public static Task GetPage(AccountRequest request)
    {
        string? returnUrl = request.Context.Request.Query["returnUrl"];
        if (request.Session is not null)
        {
            return Return(request, returnUrl, StatusCodes.Status302Found);
        }

        return request.IsEnrolled
            ? CodePage.WriteAsync(request, ReturnAddress(request, returnUrl), refusal: null, withRecoveryCode: request.Context.Request.Query.ContainsKey("recovery"))
            : AccountPages.RedirectToEnrolmentAsync(request, returnUrl);
    }

    public static async Task VerifyAsync(AccountRequest request)
    {
        HttpContext context = request.Context;
        if (await AccountInput.ReadAsync(context, HtpasswdJsonContext.Default.CodeInput, CodeInput.FromForm).ConfigureAwait(false) is not { } input)
        {
            return;
        }

        string user = request.User.Name;
        CodeVerifier codes = request.Factor.Codes;
        CodeResult result = input.RecoveryCode is { } recoveryCode
            ? await codes.ConsumeRecoveryAsync(user, request.Device, recoveryCode, context.RequestAborted).ConfigureAwait(false)
            : await codes.ConsumeAsync(user, request.Device, input.Code ?? "", context.RequestAborted).ConfigureAwait(false);
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
            (false, true) => CodePage.WriteAsync(request, ReturnAddress(request, input.ReturnUrl), CodeRefusal.Of(result), withRecoveryCode: input.RecoveryCode is not null),
            (false, false) => AccountAnswer.Refused(context, result),
        }).ConfigureAwait(false);
    }

    private static string ReturnAddress(AccountRequest request, string? returnUrl) => AccountPages.ReturnAddress(request.Context, returnUrl);

    private static Task Return(AccountRequest request, string? returnUrl, int status)
    {
        HttpResponse response = request.Context.Response;
        response.StatusCode = status;
        response.Headers.Location = ReturnAddress(request, returnUrl);
        response.Headers.CacheControl = "no-store";
        return Task.CompletedTask;
    }
}
