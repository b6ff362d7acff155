using Microsoft.AspNetCore.Http;

namespace HtpasswdAuth;

/// <summary>Sends JSON that is about one user alone: nothing on the way keeps it, and no browser takes it for something else.</summary>
internal static class JsonAnswer
{
    /// <param name="context">Its response must not have started.</param>
    /// <param name="status">Of the response.</param>
    /// <param name="contentType">Which JSON it is.</param>
    /// <param name="body">In UTF-8. Its length is told to HEAD as well, which gets no body.</param>
    public static Task WriteAsync(HttpContext context, int status, string contentType, ReadOnlyMemory<byte> body)
    {
        HttpResponse response = context.Response;
        response.StatusCode = status;
        response.ContentType = contentType;
        response.ContentLength = body.Length;
        response.Headers.CacheControl = "no-store";
        response.Headers.XContentTypeOptions = "nosniff";
        return HttpMethods.IsHead(context.Request.Method)
            ? Task.CompletedTask
            : response.Body.WriteAsync(body, context.RequestAborted).AsTask();
    }
}
