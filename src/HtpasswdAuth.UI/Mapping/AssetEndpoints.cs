using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace HtpasswdAuth.UI;

/// <summary>The files that pages load. They are the same for everybody and hold nothing of anybody.</summary>
internal static class AssetEndpoints
{
    // A logo may be an SVG, which is a document of its own when its address is opened: nothing in it is to run.
    private const string ContentSecurityPolicy = "default-src 'none'; style-src 'unsafe-inline'; sandbox";

    private const string ForGood = "public, max-age=31536000, immutable";

    /// <param name="endpoints">The application, or a group of it.</param>
    /// <param name="prefix">The path of the pages that load them.</param>
    public static void Map(IEndpointRouteBuilder endpoints, string prefix)
    {
        foreach (PageAsset asset in endpoints.ServiceProvider.GetRequiredService<PageAssets>().All)
        {
            endpoints.MapMethods($"{prefix}/assets/{{hash}}/{asset.Name}", [HttpMethods.Get, HttpMethods.Head], context => WriteAsync(context, asset))
                .AllowWithoutPassword();
        }
    }

    private static Task WriteAsync(HttpContext context, PageAsset asset)
    {
        // While a new version is rolled out, a page of the old one may ask the new one. It gets what there is, but not for good.
        bool isThisVersion = context.Request.RouteValues["hash"] as string == asset.Hash;
        HttpResponse response = context.Response;
        response.ContentType = asset.ContentType;
        response.ContentLength = asset.Content.Length;
        response.Headers.CacheControl = isThisVersion ? ForGood : "no-cache";
        response.Headers.XContentTypeOptions = "nosniff";
        response.Headers.ContentSecurityPolicy = ContentSecurityPolicy;
        response.Headers["Cross-Origin-Resource-Policy"] = "same-origin";
        return HttpMethods.IsHead(context.Request.Method)
            ? Task.CompletedTask
            : response.Body.WriteAsync(asset.Content, context.RequestAborted).AsTask();
    }
}
