using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http;

namespace HtpasswdAuth;

/// <summary>Writes what account endpoints answer to programs.</summary>
internal static class AccountAnswer
{
    public static Task WriteAsync<T>(HttpContext context, T value, JsonTypeInfo<T> type, int status = StatusCodes.Status200OK) =>
        JsonAnswer.WriteAsync(context, status, "application/json; charset=utf-8", JsonSerializer.SerializeToUtf8Bytes(value, type));

    public static Task NoContent(HttpContext context)
    {
        context.Response.StatusCode = StatusCodes.Status204NoContent;
        context.Response.Headers.CacheControl = "no-store";
        return Task.CompletedTask;
    }

    /// <summary>Sends a browser on, by 303 after a form and by 302 otherwise.</summary>
    /// <param name="context">The request.</param>
    /// <param name="location">An address of this site.</param>
    public static Task Redirect(HttpContext context, string location)
    {
        HttpResponse response = context.Response;
        response.StatusCode = HttpMethods.IsPost(context.Request.Method) ? StatusCodes.Status303SeeOther : StatusCodes.Status302Found;
        response.Headers.Location = location;
        response.Headers.CacheControl = "no-store";
        return Task.CompletedTask;
    }

    /// <summary>Something could not be read or written on our side; it says nothing about what was sent.</summary>
    public static Task Unavailable(AccountRequest request) =>
        AccountNotice.WriteAsync(request, StatusCodes.Status503ServiceUnavailable, AccountErrors.Unavailable);

    /// <summary>The problem of a code that was not accepted.</summary>
    public static Task Refused(AccountRequest request, CodeResult result, bool isRecoveryCode)
    {
        if (result.Outcome == CodeOutcome.Unavailable)
        {
            return Unavailable(request);
        }

        CodeRefusal refusal = CodeRefusal.Of(result, isRecoveryCode);
        SetRetryAfter(request.Context.Response, refusal.Status, refusal.Error.RetryAfter);
        return ProblemWriter.WriteAsync(request.Context, refusal.Status, refusal.Error.Code, refusal.Error.Title, refusal.Error.Advice);
    }

    /// <summary>Says how long to wait, where the status means that waiting is what helps.</summary>
    public static void SetRetryAfter(HttpResponse response, int status, TimeSpan? wait)
    {
        if (status == StatusCodes.Status503ServiceUnavailable)
        {
            // Always: a program that is not told when to come back comes back at once, or never.
            wait ??= AccountErrors.WorthTryingAgain;
        }

        if (status is StatusCodes.Status429TooManyRequests or StatusCodes.Status503ServiceUnavailable && wait > TimeSpan.Zero)
        {
            response.Headers.RetryAfter = Math.Ceiling(wait.Value.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        }
    }
}
