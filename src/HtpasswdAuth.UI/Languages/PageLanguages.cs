using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;

namespace HtpasswdAuth.UI;

/// <summary>Chooses the language of a page: what was asked for in the address, then what was asked for before, then what the browser says.</summary>
internal sealed class PageLanguages(IOptions<HtpasswdUIOptions> options)
{
    /// <summary>The parameter's name is that of OpenID Connect.</summary>
    public const string Parameter = "ui_locales";

    /// <summary>The name of the cookie that remembers a choice.</summary>
    public const string Cookie = "htpasswd-language";

    // Whoever wants more than these is no reader.
    private const int MaxWishes = 16;
    private static readonly TimeSpan Memory = TimeSpan.FromDays(365);

    public IEnumerable<string> All => options.Value.Languages;

    /// <param name="context">The request.</param>
    /// <param name="remember">Whether a choice in the address is for the next pages too: then a cookie is set.</param>
    public string Choose(HttpContext context, bool remember)
    {
        if (Match(context.Request.Query[Parameter].ToString().Split(' ')) is { } asked)
        {
            if (remember)
            {
                Remember(context, asked);
            }

            return asked;
        }

        return Match([context.Request.Cookies[Cookie] ?? ""]) ?? Match(WishesOf(context.Request)) ?? Match([options.Value.DefaultLanguage])!;
    }

    private static IEnumerable<string> WishesOf(HttpRequest request) => StringWithQualityHeaderValue.TryParseList(request.Headers.AcceptLanguage, out IList<StringWithQualityHeaderValue>? wishes)
        ? wishes.Where(wish => wish.Quality is not 0).OrderByDescending(wish => wish.Quality ?? 1).Select(wish => wish.Value.ToString())
        : [];

    private static string Primary(string tag) => tag.Split('-')[0];

    private static void Remember(HttpContext context, string language)
    {
        if (context.Request.Cookies[Cookie] == language)
        {
            return;
        }

        context.Response.Cookies.Append(Cookie, language, new CookieOptions
        {
            Path = context.Request.PathBase.HasValue ? context.Request.PathBase.Value : "/",
            MaxAge = Memory,
            Secure = true,
            HttpOnly = true,
            SameSite = Microsoft.AspNetCore.Http.SameSiteMode.Lax,
            IsEssential = true,
        });
    }

    /// <summary>The first wish that can be fulfilled; Portuguese of Brazil is good enough for Portugal, as any is for its likes.</summary>
    private string? Match(IEnumerable<string> wishes)
    {
        foreach (string wish in wishes.Take(MaxWishes))
        {
            string? match = All.FirstOrDefault(language => language.Equals(wish, StringComparison.OrdinalIgnoreCase))
                ?? All.FirstOrDefault(language => Primary(language).Equals(Primary(wish), StringComparison.OrdinalIgnoreCase));
            if (match is not null)
            {
                return match;
            }
        }

        return null;
    }
}
