using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Net.Http.Headers;

namespace HtpasswdAuth;

/// <summary>
/// Answers requests that nobody has signed in for: a browser that goes to a page is sent to the form, and programs are asked for the
/// password as ever. No browser gets to show its own prompt.
/// </summary>
internal sealed class SignInChallenge(string schemeName, SignInFormOptions options, FormSessions sessions, ChallengeWriter prompt, ILogger logger)
{
    /// <summary>The name of the endpoint with the form, by which the challenge finds its address.</summary>
    public static string PageName(string schemeName) => $"HtpasswdAuth.{schemeName}.SignIn";

    /// <summary>The address of the form, or <see langword="null"/> where the site has none.</summary>
    public string? FindPage(HttpContext context) => options.Path is { } path
        ? context.Request.PathBase + path
        : context.RequestServices.GetService<LinkGenerator>()?.GetPathByName(context, PageName(schemeName), values: null);

    public Task WriteAsync(HttpContext context)
    {
        sessions.DeleteCookieSent(context);
        HttpRequest request = context.Request;
        if (FindPage(context) is not { } page)
        {
            // Better the browser's prompt than no way in.
            logger.NoSignInPage();
            return prompt.WriteAsync(context, HtpasswdFailure.NoCredentials);
        }

        HttpResponse response = context.Response;
        if (NavigationRequest.IsNavigation(request))
        {
            // The query exactly as it came: it is what the user wanted to see.
            string wanted = request.PathBase + request.Path + request.QueryString;
            response.Headers.CacheControl = "no-store";
            response.Headers.Append(HeaderNames.Vary, "Authorization, Cookie");
            response.Redirect($"{page}?returnUrl={Uri.EscapeDataString(wanted)}");
            return Task.CompletedTask;
        }

        response.Headers.Append(HeaderNames.Vary, HeaderNames.Cookie);
        return NavigationRequest.IsForm(request)
            ? WriteNotSentAsync(context, page)
            : prompt.WriteAsync(context, HtpasswdFailure.NoCredentials, retryAfter: null, withoutPrompt: NavigationRequest.IsByBrowser(request));
    }

    /// <summary>A form that arrives when the session is over must not get lost in silence, nor be sent by a redirect without its data.</summary>
    private static Task WriteNotSentAsync(HttpContext context, string page) => NotSentPage.WriteAsync(
        context, "You have to sign in first.", page, "Sign in");
}
