using System.Security.Claims;
using System.Text.Encodings.Web;

namespace TwoFactorSite;

/// <summary>The pages of the site: files with the user's name and the time of the code put in.</summary>
internal static class Page
{
    public static Delegate Of(string name) => async (HttpContext context, IWebHostEnvironment site) =>
    {
        string html = await File.ReadAllTextAsync(Path.Combine(site.ContentRootPath, "pages", name + ".html"));
        string user = context.User.Identity?.Name ?? "";
        string? codeGiven = context.User.FindFirstValue("auth_time");

        // Nobody is to find these in a browser's cache after signing out.
        context.Response.Headers.CacheControl = "no-store";
        return Results.Content(
            html.Replace("{user}", HtmlEncoder.Default.Encode(user)).Replace("{code given}", TimeOfDay(codeGiven)),
            "text/html; charset=utf-8");
    };

    private static string TimeOfDay(string? unixSeconds) =>
        long.TryParse(unixSeconds, out long seconds) ? $"{DateTimeOffset.FromUnixTimeSeconds(seconds).ToLocalTime():HH:mm}" : "";
}
