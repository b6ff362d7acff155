using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http;

namespace HtpasswdAuth;

/// <summary>Writes what account endpoints answer to programs.</summary>
internal static class AccountAnswer
{
    public static Task WriteAsync<T>(HttpContext context, T value, JsonTypeInfo<T> type, int status = StatusCodes.Status200OK)
    {
        byte[] body = JsonSerializer.SerializeToUtf8Bytes(value, type);
        HttpResponse response = context.Response;
        response.StatusCode = status;
        response.ContentType = "application/json; charset=utf-8";
        response.ContentLength = body.Length;
        response.Headers.CacheControl = "no-store";
        response.Headers.XContentTypeOptions = "nosniff";
        return HttpMethods.IsHead(context.Request.Method)
            ? Task.CompletedTask
            : response.Body.WriteAsync(body, context.RequestAborted).AsTask();
    }

    public static Task NoContent(HttpContext context)
    {
        context.Response.StatusCode = StatusCodes.Status204NoContent;
        context.Response.Headers.CacheControl = "no-store";
        return Task.CompletedTask;
    }

    /// <summary>Something could not be read or written on our side; it says nothing about what was sent.</summary>
    public static Task Unavailable(HttpContext context)
    {
        const string Title = "This is not possible right now.";
        const string Advice = "Nothing was changed. Try again later; if it stays so, tell the administrator of this site, whose log says why.";
        context.Response.Headers.RetryAfter = "10";
        return context.Request.HasFormContentType
            ? PlainNoticePage.WriteAsync(context, StatusCodes.Status503ServiceUnavailable, Title.TrimEnd('.'), Advice)
            : ProblemWriter.WriteAsync(context, StatusCodes.Status503ServiceUnavailable, "unavailable", Title, Advice);
    }

    /// <summary>The problem of a code that was not accepted.</summary>
    public static Task Refused(HttpContext context, CodeResult result, bool isRecoveryCode)
    {
        if (result.Outcome == CodeOutcome.Unavailable)
        {
            return Unavailable(context);
        }

        CodeRefusal refusal = CodeRefusal.Of(result, isRecoveryCode);
        refusal.SetRetryAfter(context.Response);
        return ProblemWriter.WriteAsync(context, refusal.Status, refusal.Name, refusal.Title, refusal.Advice);
    }
}
