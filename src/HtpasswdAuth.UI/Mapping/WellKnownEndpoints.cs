using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace HtpasswdAuth.UI;

/// <summary>
/// <c>/.well-known/change-password</c>, and the one other name there that is asked for beside it: a site that answers everything with 200
/// is not believed to have the first. A site has one such address, so of several schemes the first gets it.
/// </summary>
internal sealed class WellKnownEndpoints
{
    private const string ChangePassword = "/.well-known/change-password";
    private const string Probe = "/.well-known/resource-that-should-not-exist-whose-status-code-should-not-be-200";

    private int _mapped;

    /// <param name="endpoints">The application, or a group of it.</param>
    /// <param name="prefix">The path of the pages.</param>
    public void Map(IEndpointRouteBuilder endpoints, string prefix)
    {
        if (Interlocked.Exchange(ref _mapped, 1) == 1)
        {
            return;
        }

        endpoints.MapMethods(ChangePassword, [HttpMethods.Get, HttpMethods.Head], context => RedirectAsync(context, prefix)).AllowWithoutPassword();
        endpoints.MapMethods(Probe, [HttpMethods.Get, HttpMethods.Head], NotFoundAsync).AllowWithoutPassword();
    }

    private static Task RedirectAsync(HttpContext context, string prefix)
    {
        // Around the endpoints there may be groups with paths of their own, and a path base around all.
        string address = context.Request.PathBase + context.Request.Path;
        string before = address.EndsWith(ChangePassword, StringComparison.OrdinalIgnoreCase) ? address[..^ChangePassword.Length] : "";
        context.Response.StatusCode = StatusCodes.Status303SeeOther;
        context.Response.Headers.Location = new HtpasswdPageLinks(before + prefix).Password;
        context.Response.Headers.CacheControl = "no-store";
        return Task.CompletedTask;
    }

    private static Task NotFoundAsync(HttpContext context)
    {
        context.Response.StatusCode = StatusCodes.Status404NotFound;
        return Task.CompletedTask;
    }
}
