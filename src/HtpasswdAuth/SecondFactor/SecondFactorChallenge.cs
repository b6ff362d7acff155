using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Net.Http.Headers;

namespace HtpasswdAuth;

/// <summary>
/// Answers requests whose password was right and whose second factor was not: a browser that goes to a page is sent to the form, and
/// everything else is told what is missing. Never 401, after which browsers forget the password.
/// </summary>
internal sealed class SecondFactorChallenge(string schemeName, SecondFactorOptions options, SecondFactorSessions sessions, SecondFactorLog log)
{
    /// <summary>For proxies that see only status and headers: it was not the password.</summary>
    public const string ReasonHeader = "X-Htpasswd-Reason";

    /// <summary>In the query of the form for a code: to be shown to who has a session too, for whom a recent code is asked for.</summary>
    public const string AgainKey = "again";

    public static bool Answers(HtpasswdFailure failure) => failure
        is HtpasswdFailure.SecondFactorRequired or HtpasswdFailure.EnrolmentRequired or HtpasswdFailure.WrongCode or HtpasswdFailure.TooManyCodes;

    /// <summary>The name of the endpoint with the form for a code, by which the challenge finds its address.</summary>
    public static string CodePageName(string schemeName) => $"HtpasswdAuth.{schemeName}.Code";

    /// <summary>The name of the endpoint with the form to enrol.</summary>
    public static string EnrolmentPageName(string schemeName) => $"HtpasswdAuth.{schemeName}.Enrolment";

    /// <summary>The address of the page for a code, or <see langword="null"/> where the site has none.</summary>
    public string? FindCodePage(HttpContext context) => Find(context, options.CodePath, CodePageName(schemeName));

    /// <summary>The address of the page to enrol, or <see langword="null"/> where the site has none.</summary>
    public string? FindEnrolmentPage(HttpContext context) => Find(context, options.EnrolmentPath, EnrolmentPageName(schemeName));

    public Task WriteAsync(HttpContext context, HtpasswdFailure failure, TimeSpan? retryAfter)
    {
        HttpResponse response = context.Response;
        response.Headers.CacheControl = "no-store";
        response.Headers.Append(HeaderNames.Vary, "Authorization, Cookie");
        response.Headers[ReasonHeader] = "otp";
        if (!HasGivenCode(context))
        {
            sessions.DeleteCookieSent(context);
        }

        switch (failure)
        {
            case HtpasswdFailure.TooManyCodes:
                return WriteTooManyAsync(context, retryAfter.GetValueOrDefault());
            case HtpasswdFailure.WrongCode:
                return ProblemWriter.WriteAsync(
                    context, StatusCodes.Status403Forbidden, "code-wrong", "The one-time code was not accepted.", "It was wrong, or used before. Wait for the next one.");
            default:
                return WriteMissingAsync(context, failure);
        }
    }

    private static Task WriteTooManyAsync(HttpContext context, TimeSpan retryAfter)
    {
        if (retryAfter <= TimeSpan.Zero)
        {
            return ProblemWriter.WriteAsync(
                context, StatusCodes.Status429TooManyRequests, "codes-blocked", "Too many wrong one-time codes.",
                "No codes are accepted any more. Use a recovery code, or ask the administrator of this site.");
        }

        int seconds = (int)Math.Ceiling(retryAfter.TotalSeconds);
        context.Response.Headers.RetryAfter = seconds.ToString(System.Globalization.CultureInfo.InvariantCulture);
        return ProblemWriter.WriteAsync(
            context, StatusCodes.Status429TooManyRequests, "too-many-codes", "Too many wrong one-time codes.", $"Try again in {Waiting.InWords(retryAfter)}.");
    }

    /// <summary>Whether the session is good and its code only too long ago for where the request went.</summary>
    private static bool HasGivenCode(HttpContext context) =>
        context.User.HasClaim(SecondFactorClaims.Methods, SecondFactorClaims.MultiFactor);

    private Task WriteMissingAsync(HttpContext context, HtpasswdFailure failure)
    {
        bool mustEnrol = failure == HtpasswdFailure.EnrolmentRequired;
        string? page = mustEnrol ? FindEnrolmentPage(context) : FindCodePage(context);
        if (page is null)
        {
            log.NoPage();
        }

        HttpRequest request = context.Request;
        if (page is not null && NavigationRequest.IsNavigation(request))
        {
            // The query exactly as it came: it is what the user wanted to see.
            string wanted = request.PathBase + request.Path + request.QueryString;
            string again = HasGivenCode(context) ? $"&{AgainKey}" : "";
            context.Response.Redirect($"{page}?returnUrl={Uri.EscapeDataString(wanted)}{again}");
            return Task.CompletedTask;
        }

        // A form that arrives when the session is over must not get lost in silence, nor be sent by a redirect without its data.
        return page is not null && NavigationRequest.IsForm(request)
            ? WriteNotSentAsync(context, mustEnrol, page)
            : WriteProblemAsync(context, mustEnrol, page);
    }

    private static Task WriteProblemAsync(HttpContext context, bool mustEnrol, string? page)
    {
        JsonObject? members = page is null ? null : new JsonObject { ["page"] = page };
        return mustEnrol
            ? ProblemWriter.WriteAsync(
                context, StatusCodes.Status403Forbidden, "enrolment-required", "A second factor has to be set up first.",
                "Set it up in a browser, or have the administrator do it.", members)
            : ProblemWriter.WriteAsync(
                context, StatusCodes.Status403Forbidden, "second-factor-required", "A one-time code is required.",
                HasGivenCode(context)
                    ? $"The last one was given too long ago. Send a new one in the header {SecondFactorGuard.CodeHeader} and without the cookie, or give it in a browser."
                    : $"Send it in the header {SecondFactorGuard.CodeHeader}, or give it in a browser.",
                members);
    }

    private static Task WriteNotSentAsync(HttpContext context, bool mustEnrol, string page) => mustEnrol
        ? NotSentPage.WriteAsync(context, "A second factor has to be set up first.", page, "Set it up")
        : NotSentPage.WriteAsync(context, "A one-time code is required first.", page, "Give the code");

    private static string? Find(HttpContext context, string? configured, string name) => configured is not null
        ? context.Request.PathBase + configured
        : context.RequestServices.GetService<LinkGenerator>()?.GetPathByName(context, name, values: null);
}
