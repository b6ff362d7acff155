using Microsoft.AspNetCore.Http;

namespace HtpasswdAuth;

/// <summary>Tells that something is not possible: a person by a page, since browsers show JSON as it is, and a program by a problem.</summary>
internal static class AccountNotice
{
    /// <summary>Whether a person sees the answer, who sent a form of ours or went to a page.</summary>
    public static bool IsForPerson(HttpRequest request) => request.HasFormContentType || NavigationRequest.IsNavigation(request);

    public static Task WriteAsync(AccountRequest request, int status, HtpasswdPageError error) =>
        WriteAsync(request.Context, request.Authenticator, request.User, status, error);

    /// <param name="context">The request.</param>
    /// <param name="authenticator">Its scheme.</param>
    /// <param name="user">Whose password was right, if anybody's was.</param>
    /// <param name="status">Of the response.</param>
    /// <param name="error">For people; its code is for programs too.</param>
    /// <param name="title">For programs, where they are told something else.</param>
    /// <param name="detail">As <paramref name="title"/>.</param>
    public static Task WriteAsync(
        HttpContext context, IAccountScheme authenticator, VerifiedUser? user, int status, HtpasswdPageError error, string? title = null, string? detail = null)
    {
        if (!IsForPerson(context.Request))
        {
            AccountAnswer.SetRetryAfter(context.Response, status, error.RetryAfter);
            return ProblemWriter.WriteAsync(context, status, error.Code, title ?? error.Title, detail ?? error.Advice);
        }

        return AccountPageWriter.WriteAsync(context, new NoticePage
        {
            StatusCode = status,
            Site = PageSites.Of(context, authenticator),
            UserName = user?.Name,
            AntiforgeryToken = "",
            Error = error,
        });
    }
}
