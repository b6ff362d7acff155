using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace HtpasswdAuth;

/// <summary>Reads what was sent to an account endpoint: JSON from programs, a form from our own pages.</summary>
internal static class AccountInput
{
    private const int MaxBytes = 16 * 1024;

    // A form may come without its length, so what bounds it is the number of its fields and their size.
    private static readonly FormOptions FormLimits = new()
    {
        ValueCountLimit = 32,
        KeyLengthLimit = 256,
        ValueLengthLimit = MaxBytes,
        BufferBodyLengthLimit = MaxBytes,
        MultipartBodyLengthLimit = MaxBytes,
        MultipartHeadersLengthLimit = 1024,
    };

    /// <summary>Bounds what is read of a form, by whomever. Call it before anybody does.</summary>
    public static void LimitForm(HttpRequest request)
    {
        if (request.HasFormContentType)
        {
            request.HttpContext.Features.Set<IFormFeature>(new FormFeature(request, FormLimits));
        }
    }

    /// <summary>Reads the body, or answers 400, 413 or 415 and returns <see langword="null"/>. An empty body is an empty input.</summary>
    public static async Task<T?> ReadAsync<T>(HttpContext context, JsonTypeInfo<T> type, Func<IFormCollection, T> fromForm)
        where T : class, new()
    {
        HttpRequest request = context.Request;
        if (request.HasFormContentType)
        {
            return await ReadFormAsync(context).ConfigureAwait(false) is { } form ? fromForm(form) : null;
        }

        if (request.ContentLength > MaxBytes)
        {
            await RefuseTooLargeAsync(context).ConfigureAwait(false);
            return null;
        }

        try
        {
            if (request.ContentLength == 0 || (request.ContentLength is null && request.ContentType is null))
            {
                return new T();
            }

            if (request.HasJsonContentType())
            {
                return await ReadJsonAsync(context, type).ConfigureAwait(false) ?? new T();
            }
        }
        catch (Exception exception) when (exception is JsonException or IOException or InvalidDataException)
        {
            await RefuseUnreadableAsync(context).ConfigureAwait(false);
            return null;
        }

        await RefuseAsync(context, StatusCodes.Status415UnsupportedMediaType, "Send application/json.").ConfigureAwait(false);
        return null;
    }

    /// <summary>Reads what can only be a form, or answers 400, 413 or 415 and returns <see langword="null"/>.</summary>
    public static async Task<IFormCollection?> ReadFormAsync(HttpContext context)
    {
        HttpRequest request = context.Request;
        if (!request.HasFormContentType)
        {
            await RefuseAsync(context, StatusCodes.Status415UnsupportedMediaType, "Send a form.").ConfigureAwait(false);
            return null;
        }

        if (request.ContentLength > MaxBytes)
        {
            await RefuseTooLargeAsync(context).ConfigureAwait(false);
            return null;
        }

        try
        {
            return await request.ReadFormAsync(context.RequestAborted).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is IOException or InvalidDataException)
        {
            await RefuseUnreadableAsync(context).ConfigureAwait(false);
            return null;
        }
    }

    private static async Task<T?> ReadJsonAsync<T>(HttpContext context, JsonTypeInfo<T> type)
    {
        // The length may be unknown: never more than the limit is read.
        byte[] buffer = new byte[MaxBytes + 1];
        int length = await context.Request.Body.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, context.RequestAborted).ConfigureAwait(false);
        return length > MaxBytes
            ? throw new InvalidDataException()
            : length == 0 ? default : JsonSerializer.Deserialize(buffer.AsSpan(0, length), type);
    }

    private static Task RefuseTooLargeAsync(HttpContext context) =>
        RefuseAsync(context, StatusCodes.Status413PayloadTooLarge, "Send less than 16 kB.");

    private static Task RefuseUnreadableAsync(HttpContext context) =>
        RefuseAsync(context, StatusCodes.Status400BadRequest, "The body is not what this address takes; see the documentation.");

    private static Task RefuseAsync(HttpContext context, int status, string detail) =>
        ProblemWriter.WriteAsync(context, status, "bad-request", "The request cannot be read.", detail);
}
