using System.Globalization;
using Microsoft.Extensions.Localization;

namespace HtpasswdAuth.UI;

/// <summary>The texts of one language: the site's own first, then the built-in ones, then the English ones.</summary>
/// <param name="language">One of those on offer.</param>
/// <param name="culture">Writes numbers and dates.</param>
/// <param name="own">The site's own texts, which it finds by the current culture.</param>
internal sealed class PageTexts(string language, CultureInfo culture, IStringLocalizer? own) : IStringLocalizer
{
    public LocalizedString this[string name] => Find(name) is { } text ? new(name, text) : new(name, name, resourceNotFound: true);

    public LocalizedString this[string name, params object[] arguments] =>
        Find(name) is { } text ? new(name, string.Format(culture, text, arguments)) : new(name, name, resourceNotFound: true);

    public IEnumerable<LocalizedString> GetAllStrings(bool includeParentCultures) => own?.GetAllStrings(includeParentCultures) ?? [];

    public string? Find(string key)
    {
        LocalizedString? found = own?[key];
        return found is { ResourceNotFound: false } ? found.Value : BuiltInTexts.Find(language, key) ?? BuiltInTexts.Find(BuiltInTexts.Fallback, key);
    }

    /// <summary>The sentence for one of something, or for more; the number is its first placeholder.</summary>
    public string Count(string key, long number) => this[key + (IsOne(number) ? ".one" : ".other"), number];

    private bool IsOne(long number) => language.Split('-')[0].ToLowerInvariant() is "fr" or "pt" ? number is 0 or 1 : number == 1;
}
