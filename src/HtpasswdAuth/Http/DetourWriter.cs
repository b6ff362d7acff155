using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Net.Http.Headers;

namespace HtpasswdAuth;

/// <summary>
/// Answers requests whose password was right and not enough: a browser that goes to a page is sent to ours first, and everything else
/// is told what is missing. Never 401, after which browsers forget the password.
/// </summary>
internal static class DetourWriter
{
    /// <summary>For proxies that see only status and headers: it was not that the password is wrong.</summary>
    public const string ReasonHeader = "X-Htpasswd-Reason";

    /// <summary>The address of a named endpoint, or <see langword="null"/> where none is mapped.</summary>
    public static string? FindPage(HttpContext context, string endpointName) =>
        context.RequestServices.GetService<LinkGenerator>()?.GetPathByName(context, endpointName, values: null);

    public static void SetHeaders(HttpContext context, string reason)
    {
        IHeaderDictionary headers = context.Response.Headers;
        headers.CacheControl = "no-store";
        headers.Append(HeaderNames.Vary, "Authorization, Cookie");
        headers[ReasonHeader] = reason;
    }

    public static Task WriteAsync(HttpContext context, Detour detour)
    {
        SetHeaders(context, detour.Reason);
        HttpRequest request = context.Request;
        if (detour.Page is not null && NavigationRequest.IsNavigation(request))
        {
            // The query exactly as it came: it is what the user wanted to see.
            string wanted = request.PathBase + request.Path + request.QueryString;
            context.Response.Redirect($"{detour.Page}?returnUrl={Uri.EscapeDataString(wanted)}{detour.Query}");
            return Task.CompletedTask;
        }

        return detour.Page is not null && NavigationRequest.IsForm(request)
            ? NotSentPage.WriteAsync(context, detour.Sentence, detour.Query is ['&', .. var query] ? $"{detour.Page}?{query}" : detour.Page, detour.Button)
            : ProblemWriter.WriteAsync(
                context, StatusCodes.Status403Forbidden, detour.Name, detour.Title, detour.Advice,
                detour.Page is null ? null : new JsonObject { ["page"] = detour.Page });
    }
}
