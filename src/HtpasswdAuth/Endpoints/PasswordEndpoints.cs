using Microsoft.AspNetCore.Http;

namespace HtpasswdAuth;

/// <summary>Where people change their passwords, signed in or by name and current password.</summary>
internal static class PasswordEndpoints
{
    private const string RecoveryParameter = "recovery";

    public static Task GetPage(AccountVisit visit)
    {
        IQueryCollection query = visit.Context.Request.Query;
        var wanted = new PasswordInput
        {
            ReturnUrl = query[HtpasswdPage.ReturnUrlField],
            RecoveryCode = query.ContainsKey(RecoveryParameter) ? "" : null,
        };
        return PasswordAnswer.WriteFormAsync(visit, wanted, problem: null, visit.User);
    }

    public static async Task ChangeAsync(AccountVisit visit)
    {
        HttpContext context = visit.Context;
        if (await AccountInput.ReadAsync(context, HtpasswdJsonContext.Default.PasswordInput, PasswordInput.FromForm).ConfigureAwait(false) is not { } input)
        {
            return;
        }

        if (WhatIsWrong(visit, input) is { } wrong)
        {
            await PasswordAnswer.WriteProblemAsync(visit, input, wrong, visit.User).ConfigureAwait(false);
            return;
        }

        var confirmation = new PasswordConfirmation(visit, input);
        KnownDevice? device = visit.Authenticator.Devices?.FindKnown(context, visit.User?.Name ?? input.UserName!);
        PasswordChangeRequest request = RequestOf(visit, input, device, confirmation);
        PasswordChangeResult result = await visit.Passwords.Changer.ChangeAsync(request, context.RequestAborted).ConfigureAwait(false);
        if (result.Outcome == PasswordChangeOutcome.Changed)
        {
            RenewSessions(visit, confirmation.Session, result.User!, device);
            await PasswordAnswer.WriteChangedAsync(visit, result.User!, input.ReturnUrl).ConfigureAwait(false);
            return;
        }

        await TellAsync(visit, request, result).ConfigureAwait(false);
        string codeField = input.RecoveryCode is null ? "code" : RecoveryField(context.Request);
        var problem = PasswordProblem.Of(result, visit.User is not null, confirmation.Refusal, codeField);
        await PasswordAnswer.WriteProblemAsync(visit, input, problem, visit.User ?? result.User).ConfigureAwait(false);
    }

    private static string RecoveryField(HttpRequest request) => request.HasFormContentType ? "recovery_code" : "recoveryCode";

    /// <summary>What can be said without looking at any password.</summary>
    private static PasswordProblem? WhatIsWrong(AccountVisit visit, PasswordInput input)
    {
        bool isNamed = !string.IsNullOrEmpty(input.UserName);
        if (visit.User is { } user && isNamed && PasswordText.Compose(input.UserName!) != PasswordText.Compose(user.Name))
        {
            return PasswordProblem.OtherUser;
        }

        return visit.User is null && !isNamed ? PasswordProblem.Missing("userName", "user name")
            : input.CurrentPassword is null ? PasswordProblem.Missing("currentPassword", "current password")
            : input.NewPassword is null ? PasswordProblem.Missing("newPassword", "new password")
            : input.Confirmation is not null && input.Confirmation != input.NewPassword ? PasswordProblem.ConfirmationDiffers
            : null;
    }

    private static PasswordChangeRequest RequestOf(
        AccountVisit visit, PasswordInput input, KnownDevice? device, PasswordConfirmation confirmation)
    {
        HttpContext context = visit.Context;
        string userName = visit.User?.Name ?? input.UserName!;
        return new PasswordChangeRequest
        {
            UserName = userName,
            CurrentPassword = input.CurrentPassword!,
            NewPassword = input.NewPassword!,
            Host = context.Request.Host.Host,
            ClientAddress = context.Connection.RemoteIpAddress,
            Device = device?.Id,
            Client = ClientAddress.ForLog(context),
            ConfirmAsync = confirmation.ConfirmAsync,
        };
    }

    /// <summary>
    /// All sessions of the user ended with the old password. Those that this request came with go on: each kind of session is carried
    /// over here, and so is that the browser is known.
    /// </summary>
    private static void RenewSessions(AccountVisit visit, OpenedSession? session, VerifiedUser user, KnownDevice? device)
    {
        visit.Authenticator.Devices?.CarryOver(visit.Context, user, device);
        if (session is not null)
        {
            visit.Authenticator.SecondFactor!.Sessions.CarryOver(visit.Context, session, user);
        }

        visit.Authenticator.SignInForm?.Sessions.Renew(visit.Context, user);
    }

    /// <summary>A wrong password is a wrong password, wherever it was tried: it is logged and told as one at a sign-in.</summary>
    private static async Task TellAsync(AccountVisit visit, PasswordChangeRequest request, PasswordChangeResult result)
    {
        if (result.Outcome is PasswordChangeOutcome.WrongCredentials or PasswordChangeOutcome.TooManyAttempts)
        {
            VerificationOutcome outcome = result.User is null ? result.Verification : VerificationOutcome.ExpiredPassword;
            await visit.Authenticator.RefuseAsync(visit.Context, outcome, request.UserName, result.RetryAfter).ConfigureAwait(false);
        }
    }
}
