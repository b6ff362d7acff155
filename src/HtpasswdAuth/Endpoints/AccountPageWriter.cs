using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace HtpasswdAuth;

/// <summary>The one place where account endpoints answer with a page: the site's own if it registered some, otherwise the plain ones.</summary>
internal static class AccountPageWriter
{
    /// <summary>Whether the site has pages of its own, among them some that the plain set has not.</summary>
    public static bool HasOwnPages(IServiceProvider services) => services.GetService<IHtpasswdPages>() is not null;

    public static Task WriteAsync(HttpContext context, HtpasswdPage page)
    {
        AccountAnswer.SetRetryAfter(context.Response, page.StatusCode, page.Error?.RetryAfter);
        context.Response.Headers.CacheControl = "no-store";
        IHtpasswdPages pages = context.RequestServices.GetService<IHtpasswdPages>() ?? PlainPages.Instance;
        return pages.WriteAsync(context, page);
    }
}
