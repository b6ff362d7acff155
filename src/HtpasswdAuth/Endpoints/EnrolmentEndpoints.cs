using Microsoft.AspNetCore.Http;

namespace HtpasswdAuth;

/// <summary>Setting up the second factor, taking it back, and recovery codes.</summary>
internal static class EnrolmentEndpoints
{
    public static Task GetPage(AccountRequest request) =>
        PlainEnrolmentPage.WriteStartAsync(
            request, AccountPages.ReturnAddress(request, request.Context.Request.Query["returnUrl"]), StatusCodes.Status200OK, error: null, AccountPages.WantsRecoveryCode(request));

    /// <summary>
    /// Makes a secret. Who replaces a factor gives a code of the old one, or a recovery code: a session left open is not enough.
    /// </summary>
    public static async Task BeginAsync(AccountRequest request)
    {
        HttpContext context = request.Context;
        if (await AccountInput.ReadAsync(context, HtpasswdJsonContext.Default.EnrolmentInput, EnrolmentInput.FromForm).ConfigureAwait(false) is not { } input
            || (request.IsEnrolled && !await IsConfirmedAsync(request, input.Code, input.RecoveryCode, input.ReturnUrl).ConfigureAwait(false)))
        {
            return;
        }

        if (request.Factor.Site.Secrets.Current is null)
        {
            await AccountAnswer.Unavailable(context).ConfigureAwait(false);
            return;
        }

        EnrolmentStart? start = request.Factor.Enrolments.Begin(request.User.Name, input.Ticket);
        await ((start, context.Request.HasFormContentType) switch
        {
            (null, true) => PlainEnrolmentPage.WriteStartAsync(request, input.ReturnUrl, StatusCodes.Status422UnprocessableEntity, "That ticket is not right, or its time is over. Ask the administrator of this site for one."),
            (null, false) => ProblemWriter.WriteAsync(context, StatusCodes.Status403Forbidden, "ticket-required", "Enrolling needs a ticket.", "Ask the administrator of this site for one: htauth otp ticket."),
            (_, true) => PlainEnrolmentPage.WriteSecretAsync(request, start, input.ReturnUrl, refusal: null),
            (_, false) => AccountAnswer.WriteAsync(context, View(start), HtpasswdJsonContext.Default.EnrolmentView),
        }).ConfigureAwait(false);
    }

    public static async Task ConfirmAsync(AccountRequest request)
    {
        HttpContext context = request.Context;
        if (await AccountInput.ReadAsync(context, HtpasswdJsonContext.Default.ConfirmationInput, ConfirmationInput.FromForm).ConfigureAwait(false) is not { } input)
        {
            return;
        }

        EnrolmentResult result = await request.Factor.Enrolments.ConfirmAsync(
            request.User.Name, request.Device, input.Token, input.Code ?? "", context.RequestAborted).ConfigureAwait(false);
        if (result.Outcome == EnrolmentOutcome.Enrolled)
        {
            request.BeginSession(result.Code!);
        }

        await (context.Request.HasFormContentType ? AnswerPageAsync(request, input, result) : AnswerAsync(context, result)).ConfigureAwait(false);
    }

    public static async Task RemoveAsync(AccountRequest request)
    {
        HttpContext context = request.Context;
        if (await AccountInput.ReadAsync(context, HtpasswdJsonContext.Default.CodeInput, CodeInput.FromForm).ConfigureAwait(false) is not { } input
            || !await IsConfirmedAsync(request, input.Code, input.RecoveryCode, returnUrl: null).ConfigureAwait(false))
        {
            return;
        }

        bool removed = await request.Factor.Enrolments.RemoveAsync(request.User.Name, context.RequestAborted).ConfigureAwait(false);
        request.Factor.Sessions.DeleteCookie(context);
        await (removed ? AccountAnswer.NoContent(context) : AccountAnswer.Unavailable(context)).ConfigureAwait(false);
    }

    public static async Task RenewRecoveryCodesAsync(AccountRequest request)
    {
        string[]? codes = await request.Factor.Enrolments.RenewRecoveryCodesAsync(request.User.Name, request.Context.RequestAborted).ConfigureAwait(false);
        await ((codes, request.Context.Request.HasFormContentType) switch
        {
            (null, _) => AccountAnswer.Unavailable(request.Context),
            (_, true) => PlainRecoveryCodesPage.WriteAsync(request, codes, AccountPages.ReturnAddress(request, returnUrl: null)),
            (_, false) => AccountAnswer.WriteAsync(request.Context, new RecoveryCodesView(codes), HtpasswdJsonContext.Default.RecoveryCodesView),
        }).ConfigureAwait(false);
    }

    private static Task AnswerAsync(HttpContext context, EnrolmentResult result) => result.Outcome switch
    {
        EnrolmentOutcome.Enrolled => AccountAnswer.WriteAsync(context, new RecoveryCodesView(result.RecoveryCodes), HtpasswdJsonContext.Default.RecoveryCodesView),
        EnrolmentOutcome.CodeRefused => AccountAnswer.Refused(context, result.Code!, isRecoveryCode: false),
        EnrolmentOutcome.Stale => ProblemWriter.WriteAsync(context, StatusCodes.Status409Conflict, "enrolment-stale", "This enrolment is over.", "Begin it again."),
        _ => AccountAnswer.Unavailable(context),
    };

    private static Task AnswerPageAsync(AccountRequest request, ConfirmationInput input, EnrolmentResult result) => result.Outcome switch
    {
        EnrolmentOutcome.Enrolled => PlainRecoveryCodesPage.WriteAsync(request, result.RecoveryCodes, AccountPages.ReturnAddress(request, input.ReturnUrl)),
        EnrolmentOutcome.CodeRefused when request.Factor.Enrolments.Resume(request.User.Name, input.Token) is { } start =>
            PlainEnrolmentPage.WriteSecretAsync(request, start, input.ReturnUrl, CodeRefusal.Of(result.Code!, isRecoveryCode: false)),
        EnrolmentOutcome.Unavailable => PlainEnrolmentPage.WriteStartAsync(
            request, input.ReturnUrl, StatusCodes.Status503ServiceUnavailable, "It could not be saved; nothing was changed. Try again later; if it stays so, tell the administrator of this site."),
        _ => PlainEnrolmentPage.WriteStartAsync(request, input.ReturnUrl, StatusCodes.Status409Conflict, "That took too long, or was done in another window. Begin again."),
    };

    /// <summary>Asks for a code of the present factor, or answers what is wrong with it.</summary>
    private static async Task<bool> IsConfirmedAsync(AccountRequest request, string? code, string? recoveryCode, string? returnUrl)
    {
        CodeResult result = await request.ConsumeAsync(code, recoveryCode).ConfigureAwait(false);
        if (result.Outcome == CodeOutcome.Accepted)
        {
            return true;
        }

        bool isRecoveryCode = recoveryCode is not null;
        CodeRefusal refusal = CodeRefusal.Of(result, isRecoveryCode);
        refusal.SetRetryAfter(request.Context.Response);
        await (request.Context.Request.HasFormContentType
            ? PlainEnrolmentPage.WriteStartAsync(request, returnUrl, refusal.Status, $"{refusal.Title} {refusal.Advice}", isRecoveryCode)
            : AccountAnswer.Refused(request.Context, result, isRecoveryCode)).ConfigureAwait(false);
        return false;
    }

    private static EnrolmentView View(EnrolmentStart start) => new(Base32.Encode(start.Uri.Secret.Span), start.Uri.Format(), start.Token, start.Expires);
}
