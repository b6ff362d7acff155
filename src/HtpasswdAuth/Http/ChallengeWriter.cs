using System.Globalization;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace HtpasswdAuth;

/// <summary>Writes the answer to a request that was not signed in. The only place that knows which failure gets which status.</summary>
internal sealed class ChallengeWriter
{
    private const string BusyRetryAfterSeconds = "2";
    private const string UnavailableRetryAfterSeconds = "10";

    private readonly Func<HtpasswdFailure, StringValues> _challenges;
    private readonly bool _suppressForScripts;

    /// <param name="challenges">The challenges for a request that failed so, each to be a field of its own.</param>
    /// <param name="suppressForScripts">Leave out <c>WWW-Authenticate</c> for requests made by a script, so that no browser shows its prompt.</param>
    public ChallengeWriter(Func<HtpasswdFailure, StringValues> challenges, bool suppressForScripts)
    {
        _challenges = challenges;
        _suppressForScripts = suppressForScripts;
    }

    /// <summary>The challenge of Basic.</summary>
    /// <param name="realm">Printable ASCII; quoted and escaped here.</param>
    public static string BasicChallenge(string realm) => $"Basic realm={Quote(realm)}, charset=\"UTF-8\"";

    /// <summary>A text as a quoted-string (RFC 9110 section 5.6.4).</summary>
    public static string Quote(string text) =>
        $"\"{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";

    /// <param name="context">The request.</param>
    /// <param name="failure">Why it was not signed in.</param>
    /// <param name="retryAfter">How long the client has to wait, where that is for the throttle to say.</param>
    /// <param name="withoutPrompt">Leave out <c>WWW-Authenticate</c> whatever the options say.</param>
    public Task WriteAsync(HttpContext context, HtpasswdFailure failure, TimeSpan? retryAfter = null, bool withoutPrompt = false)
    {
        string? seconds = RetryAfterSeconds(failure, retryAfter);
        HttpResponse response = context.Response;
        response.StatusCode = StatusFor(failure);
        response.Headers.CacheControl = "no-store";
        response.Headers.Append(HeaderNames.Vary, HeaderNames.Authorization);
        if (seconds is not null)
        {
            response.Headers.RetryAfter = seconds;
        }
        else if (response.StatusCode == StatusCodes.Status401Unauthorized && !withoutPrompt && !(_suppressForScripts && IsScript(context.Request)))
        {
            // Appended: the challenges of other schemes stay.
            response.Headers.Append(HeaderNames.WWWAuthenticate, _challenges(failure));
        }

        return WriteBodyAsync(context, TextFor(failure, seconds));
    }

    private static string? RetryAfterSeconds(HtpasswdFailure failure, TimeSpan? retryAfter) => failure switch
    {
        HtpasswdFailure.Busy => BusyRetryAfterSeconds,
        HtpasswdFailure.StoreUnavailable => UnavailableRetryAfterSeconds,

        // Rounded up: whoever comes back then is let through.
        HtpasswdFailure.TooManyAttempts => Math.Max(1, Math.Ceiling(retryAfter.GetValueOrDefault().TotalSeconds)).ToString("0", CultureInfo.InvariantCulture),
        _ => null,
    };

    private static int StatusFor(HtpasswdFailure failure) => failure switch
    {
        HtpasswdFailure.AmbiguousCredentials or HtpasswdFailure.WrongUri => StatusCodes.Status400BadRequest,
        HtpasswdFailure.InsecureTransport or HtpasswdFailure.OutOfScope or HtpasswdFailure.PasswordChangeRequired => StatusCodes.Status403Forbidden,
        HtpasswdFailure.Busy or HtpasswdFailure.StoreUnavailable => StatusCodes.Status503ServiceUnavailable,
        HtpasswdFailure.TooManyAttempts => StatusCodes.Status429TooManyRequests,
        _ => StatusCodes.Status401Unauthorized,
    };

    private static string TextFor(HtpasswdFailure failure, string? seconds) => failure switch
    {
        HtpasswdFailure.AmbiguousCredentials => "Send exactly one Authorization header.\n",
        HtpasswdFailure.WrongUri => "The Authorization header was made for another address than the one that was asked for.\n",
        HtpasswdFailure.InsecureTransport => "Passwords are not accepted over plain HTTP. Use the https:// address of this site.\n",
        HtpasswdFailure.OutOfScope => "This app password is not good for this address or method, or its time is over. Make another one that is.\n",
        HtpasswdFailure.Busy => "The server is checking many passwords right now. Try again in a few seconds.\n",
        HtpasswdFailure.StoreUnavailable => "Sign-in is not available right now. Try again later.\n",
        HtpasswdFailure.TooManyAttempts => $"Too many wrong passwords. Try again in {(seconds == "1" ? "1 second" : seconds + " seconds")}.\n",
        _ => "A user name and a password are required to see this page. Reload it to try again.\n",
    };

    private static bool IsScript(HttpRequest request) =>
        IsValue(request.Headers.XRequestedWith, "XMLHttpRequest") || IsValue(request.Headers["Sec-Fetch-Mode"], "cors");

    private static bool IsValue(StringValues header, string value) =>
        header.Count == 1 && string.Equals(header[0], value, StringComparison.OrdinalIgnoreCase);

    private static Task WriteBodyAsync(HttpContext context, string text)
    {
        // A site with its own status code pages shows those: they fill in only an empty answer.
        bool siteHasPages = context.Features.Get<IStatusCodePagesFeature>()?.Enabled == true;
        if (siteHasPages || HttpMethods.IsHead(context.Request.Method) || context.Response.HasStarted)
        {
            return Task.CompletedTask;
        }

        context.Response.ContentType = "text/plain; charset=utf-8";
        context.Response.ContentLength = text.Length;
        return context.Response.WriteAsync(text, context.RequestAborted);
    }
}
