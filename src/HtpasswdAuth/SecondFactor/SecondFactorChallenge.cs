using Microsoft.AspNetCore.Http;

namespace HtpasswdAuth;

/// <summary>
/// Answers requests whose password was right and whose second factor was not: a browser that goes to a page is sent to the form, and
/// everything else is told what is missing. Never 401, after which browsers forget the password.
/// </summary>
internal sealed class SecondFactorChallenge(string schemeName, SecondFactorOptions options, SecondFactorSessions sessions, SecondFactorLog log)
{
    // What proxies see: it was not the password.
    private const string Reason = "otp";

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
        if (!HasGivenCode(context))
        {
            sessions.DeleteCookieSent(context);
        }

        switch (failure)
        {
            case HtpasswdFailure.TooManyCodes:
                DetourWriter.SetHeaders(context, Reason);
                return WriteTooManyAsync(context, retryAfter.GetValueOrDefault());
            case HtpasswdFailure.WrongCode:
                DetourWriter.SetHeaders(context, Reason);
                return ProblemWriter.WriteAsync(
                    context, StatusCodes.Status403Forbidden, "code-wrong", "The one-time code was not accepted.", "It was wrong, or used before. Wait for the next one.");
            default:
                return WriteMissingAsync(context, failure);
        }
    }

    /// <summary>Asks for a code that is not the one that began the session, before something is made that outlives it.</summary>
    public Task AskForFreshCodeAsync(HttpContext context, bool hasSession)
    {
        if (!hasSession)
        {
            sessions.DeleteCookieSent(context);
        }

        return DetourWriter.WriteAsync(context, hasSession ? ToAnotherCode(FindCodePage(context)) : ToTwoCodes(FindCodePage(context)));
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

        bool again = HasGivenCode(context);
        return DetourWriter.WriteAsync(context, mustEnrol ? ToEnrolment(page, again) : ToCode(page, again));
    }

    private static Detour ToEnrolment(string? page, bool again) => new()
    {
        Reason = Reason,
        Page = page,
        Query = again ? $"&{AgainKey}" : "",
        Name = "enrolment-required",
        Title = "A second factor has to be set up first.",
        Advice = "Set it up in a browser, or have the administrator do it.",
        Sentence = "A second factor has to be set up first.",
        Button = "Set it up",
    };

    private static Detour ToCode(string? page, bool again) => new()
    {
        Reason = Reason,
        Page = page,
        Query = again ? $"&{AgainKey}" : "",
        Name = "second-factor-required",
        Title = "A one-time code is required.",
        Advice = again
            ? $"The last one was given too long ago. Send a new one in the header {SecondFactorGuard.CodeHeader} and without the cookie, or give it in a browser."
            : $"Send it in the header {SecondFactorGuard.CodeHeader}, or give it in a browser.",
        Sentence = "A one-time code is required first.",
        Button = "Give the code",
    };

    private static Detour ToAnotherCode(string? page) => new()
    {
        Reason = Reason,
        Page = page,
        Query = $"&{AgainKey}",
        Name = "fresh-code-required",
        Title = "Another one-time code is required.",
        Advice = $"This outlives the session, so the code that began it is not enough. Send the next one in the header {SecondFactorGuard.CodeHeader}, or to second-factor within the minute before.",
        Sentence = "Another one-time code is required first: this outlives the session.",
        Button = "Give the code",
    };

    private static Detour ToTwoCodes(string? page) => new()
    {
        Reason = Reason,
        Page = page,
        Query = "",
        Name = "second-factor-required",
        Title = "A session is required, and another one-time code.",
        Advice = $"This outlives the session, so one code is not enough. Send one to second-factor and keep the cookie; then send the next one with the cookie, in the header {SecondFactorGuard.CodeHeader}.",
        Sentence = "A one-time code is required first, and then another one: this outlives the session.",
        Button = "Give the code",
    };

    private static string? Find(HttpContext context, string? configured, string name) => configured is not null
        ? context.Request.PathBase + configured
        : DetourWriter.FindPage(context, name);
}
