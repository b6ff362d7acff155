using Microsoft.AspNetCore.Http;

namespace HtpasswdAuth;

/// <summary>The pages on which the second factor is set up.</summary>
internal static class EnrolmentPages
{
    public static Task WriteStartAsync(
        AccountRequest request, string? returnUrl, int status = StatusCodes.Status200OK, HtpasswdPageError? error = null, bool withRecoveryCode = false) =>
        AccountPageWriter.WriteAsync(request.Context, new EnrolmentPage
        {
            StatusCode = status,
            Site = request.Site,
            UserName = request.User.Name,
            AntiforgeryToken = request.NewToken(),
            ReturnUrl = AccountPages.ReturnAddress(request, returnUrl),
            Error = error,
            Replaces = request.IsEnrolled,
            WithRecoveryCode = withRecoveryCode,
            NeedsTicket = request.Factor.Site.Options.RequireEnrolmentTicket && !request.IsEnrolled,
        });

    public static Task WriteSecretAsync(AccountRequest request, EnrolmentStart start, string? returnUrl, CodeRefusal? refusal = null) =>
        AccountPageWriter.WriteAsync(request.Context, new EnrolmentSecretPage
        {
            StatusCode = refusal?.Status ?? StatusCodes.Status200OK,
            Site = request.Site,
            UserName = request.User.Name,
            AntiforgeryToken = request.NewToken(),
            ReturnUrl = AccountPages.ReturnAddress(request, returnUrl),
            Error = refusal?.Error,
            Key = Base32.Encode(start.Uri.Secret.Span),
            OtpAuthUri = start.Uri.Format(),
            Token = start.Token,
            Expires = start.Expires,
        });
}
