using Microsoft.AspNetCore.Http;

namespace HtpasswdAuth;

/// <summary>Setting up the second factor, and taking it back.</summary>
internal static class EnrolmentEndpoints
{
    public static Task GetPage(AccountRequest request) => request.Factor.Site.Secrets.IsWritable
        ? EnrolmentPages.WriteStartAsync(
            request, request.Context.Request.Query[HtpasswdPage.ReturnUrlField], withRecoveryCode: AccountPages.WantsRecoveryCode(request))
        : WriteReadOnlyAsync(request);

    /// <summary>
    /// Makes a secret. Who replaces a factor gives a code of the old one, or a recovery code: a session left open is not enough.
    /// </summary>
    public static async Task BeginAsync(AccountRequest request)
    {
        HttpContext context = request.Context;
        if (await AccountInput.ReadAsync(context, HtpasswdJsonContext.Default.EnrolmentInput, EnrolmentInput.FromForm).ConfigureAwait(false) is not { } input)
        {
            return;
        }

        // Asked before the code is spent for nothing.
        if (!request.Factor.Site.Secrets.IsWritable)
        {
            await WriteReadOnlyAsync(request).ConfigureAwait(false);
            return;
        }

        if (request.IsEnrolled && !await IsConfirmedAsync(request, input).ConfigureAwait(false))
        {
            return;
        }

        EnrolmentStart? start = request.Factor.Enrolments.Begin(request.User, input.Ticket, out EnrolmentOutcome refusal);
        await ((start, request.IsForm) switch
        {
            (null, _) when refusal == EnrolmentOutcome.Unavailable => AccountAnswer.Unavailable(request),
            (null, true) => EnrolmentPages.WriteStartAsync(request, input.ReturnUrl, StatusCodes.Status422UnprocessableEntity, AccountErrors.WrongTicket),
            (null, false) => RefuseWithoutTicketAsync(request),
            (_, true) => EnrolmentPages.WriteSecretAsync(request, start, input.ReturnUrl),
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
            request.User, request.Source, input.Token, input.Code ?? "", context.RequestAborted).ConfigureAwait(false);
        if (result.Outcome == EnrolmentOutcome.Enrolled)
        {
            request.BeginSession(result.Code!);
        }

        await (request.IsForm ? AnswerPageAsync(request, input, result) : AnswerAsync(request, result)).ConfigureAwait(false);
    }

    /// <summary>Takes the factor back: by <c>DELETE</c>, or by a form, which is sent on to the overview.</summary>
    public static async Task RemoveAsync(AccountRequest request)
    {
        HttpContext context = request.Context;
        if (await AccountInput.ReadAsync(context, HtpasswdJsonContext.Default.CodeInput, CodeInput.FromForm).ConfigureAwait(false) is not { } input)
        {
            return;
        }

        if (!request.Factor.Site.Secrets.IsWritable)
        {
            await WriteReadOnlyAsync(request).ConfigureAwait(false);
            return;
        }

        CodeResult code = await request.ConsumeAsync(input.Code, input.RecoveryCode).ConfigureAwait(false);
        if (code.Outcome != CodeOutcome.Accepted)
        {
            await RefuseRemovalAsync(request, input, code).ConfigureAwait(false);
            return;
        }

        bool removed = await request.Factor.Enrolments.RemoveAsync(request.User.Name, context.RequestAborted).ConfigureAwait(false);
        request.Factor.Sessions.DeleteCookie(context);
        await ((removed, HttpMethods.IsPost(context.Request.Method) && request.IsForm) switch
        {
            (false, _) => AccountAnswer.Unavailable(request),
            (true, true) => AccountAnswer.Redirect(context, request.Site.Links.Overview),
            (true, false) => AccountAnswer.NoContent(context),
        }).ConfigureAwait(false);
    }

    /// <summary>What is said at the beginning, rather than when everything is typed.</summary>
    private static Task WriteReadOnlyAsync(AccountRequest request) =>
        AccountNotice.WriteAsync(request, StatusCodes.Status503ServiceUnavailable, AccountErrors.EnrolmentReadOnly);

    private static Task RefuseWithoutTicketAsync(AccountRequest request) => ProblemWriter.WriteAsync(
        request.Context, StatusCodes.Status403Forbidden, "ticket-required", "Enrolling needs a ticket.", "Ask the administrator of this site for one: htauth otp ticket.");

    private static Task AnswerAsync(AccountRequest request, EnrolmentResult result) => result.Outcome switch
    {
        EnrolmentOutcome.Enrolled => AccountAnswer.WriteAsync(request.Context, new RecoveryCodesView(result.RecoveryCodes), HtpasswdJsonContext.Default.RecoveryCodesView),
        EnrolmentOutcome.CodeRefused => AccountAnswer.Refused(request, result.Code!, isRecoveryCode: false),
        EnrolmentOutcome.TicketRequired => RefuseWithoutTicketAsync(request),
        EnrolmentOutcome.Stale => ProblemWriter.WriteAsync(request.Context, StatusCodes.Status409Conflict, "enrolment-stale", "This enrolment is over.", "Begin it again."),
        _ => AccountAnswer.Unavailable(request),
    };

    private static Task AnswerPageAsync(AccountRequest request, ConfirmationInput input, EnrolmentResult result) => result.Outcome switch
    {
        EnrolmentOutcome.Enrolled => RecoveryCodeEndpoints.WriteCodesAsync(request, result.RecoveryCodes, input.ReturnUrl),
        EnrolmentOutcome.CodeRefused when request.Factor.Enrolments.Resume(request.User, input.Token) is { } start =>
            EnrolmentPages.WriteSecretAsync(request, start, input.ReturnUrl, CodeRefusal.Of(result.Code!, isRecoveryCode: false)),
        EnrolmentOutcome.TicketRequired => EnrolmentPages.WriteStartAsync(request, input.ReturnUrl, StatusCodes.Status403Forbidden, AccountErrors.WrongTicket),
        EnrolmentOutcome.Unavailable => EnrolmentPages.WriteStartAsync(request, input.ReturnUrl, StatusCodes.Status503ServiceUnavailable, AccountErrors.NotSaved),
        _ => EnrolmentPages.WriteStartAsync(request, input.ReturnUrl, StatusCodes.Status409Conflict, AccountErrors.EnrolmentStale),
    };

    /// <summary>Asks for a code of the present factor, or answers what is wrong with it.</summary>
    private static async Task<bool> IsConfirmedAsync(AccountRequest request, EnrolmentInput input)
    {
        CodeResult result = await request.ConsumeAsync(input.Code, input.RecoveryCode).ConfigureAwait(false);
        if (result.Outcome == CodeOutcome.Accepted)
        {
            return true;
        }

        bool isRecoveryCode = input.RecoveryCode is not null;
        CodeRefusal refusal = CodeRefusal.Of(result, isRecoveryCode);
        await (request.IsForm
            ? EnrolmentPages.WriteStartAsync(request, input.ReturnUrl, refusal.Status, refusal.Error, isRecoveryCode)
            : AccountAnswer.Refused(request, result, isRecoveryCode)).ConfigureAwait(false);
        return false;
    }

    private static Task RefuseRemovalAsync(AccountRequest request, CodeInput input, CodeResult result)
    {
        bool isRecoveryCode = input.RecoveryCode is not null;
        if (!request.IsForm || !AccountPageWriter.HasOwnPages(request.Context.RequestServices))
        {
            return AccountAnswer.Refused(request, result, isRecoveryCode);
        }

        CodeRefusal refusal = CodeRefusal.Of(result, isRecoveryCode);
        return AccountEndpoints.WriteOverviewAsync(request, AccountPages.ReturnAddress(request, input.ReturnUrl), refusal.Status, refusal.Error);
    }

    private static EnrolmentView View(EnrolmentStart start) => new(Base32.Encode(start.Uri.Secret.Span), start.Uri.Format(), start.Token, start.Expires);
}
