using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Primitives;

namespace HtpasswdAuth.UI;

/// <summary>What the components of a page know beside its model: a cascading parameter, also of a site's own components.</summary>
public sealed class HtpasswdPageContext
{
    private readonly HttpContext _http;
    private readonly PageTexts _texts;
    private readonly string _prefix;
    private readonly PageAssets _assets;

    internal HtpasswdPageContext(HttpContext http, string language, PageTexts texts, string prefix, PageAssets assets, HtpasswdUIOptions options)
    {
        _http = http;
        _texts = texts;
        _prefix = prefix;
        _assets = assets;
        Language = language;
        Culture = PageCulture.Find(language);
        Options = options;
    }

    /// <summary>Gets the language of the page, a BCP 47 tag.</summary>
    public string Language { get; }

    /// <summary>Gets the texts of the page: the site's own, and the built-in ones.</summary>
    public IStringLocalizer Texts => _texts;

    internal CultureInfo Culture { get; }

    internal HtpasswdUIOptions Options { get; }

    internal string StyleSheet => _prefix + _assets.StyleSheet.Address;

    internal string Script => _prefix + _assets.Script.Address;

    internal string? Logo => _assets.LogoAddress(_http.Request.PathBase, _prefix);

    internal string? SiteStyleSheet => _assets.SiteStyleSheetAddress(_http.Request.PathBase, _prefix);

    /// <summary>Gets whether the page could be fetched again in another language, and nothing on it would be lost.</summary>
    internal bool CanSwitchLanguage => !HttpMethods.IsPost(_http.Request.Method) && Options.Languages.Count > 1;

    internal string Text(string key) => _texts[key];

    internal string Text(string key, params object[] arguments) => _texts[key, arguments];

    internal string? FindText(string key) => _texts.Find(key);

    internal string Count(string key, long number) => _texts.Count(key, number);

    internal string Number(long number) => number.ToString("N0", Culture);

    /// <summary>The day, in UTC. Where there are no cultures there are no names of months.</summary>
    internal string Day(DateTimeOffset time) =>
        time.UtcDateTime.ToString(ReferenceEquals(Culture, CultureInfo.InvariantCulture) ? "yyyy-MM-dd" : Text("format.day"), Culture);

    /// <summary>The time of day, in UTC and saying so.</summary>
    internal string Time(DateTimeOffset time) => time.UtcDateTime.ToString(Text("format.time"), CultureInfo.InvariantCulture);

    internal DateTimeOffset Now() => ((TimeProvider?)_http.RequestServices.GetService(typeof(TimeProvider)) ?? TimeProvider.System).GetUtcNow();

    /// <summary>The query of this page, in another language.</summary>
    internal string InLanguage(string language)
    {
        IEnumerable<KeyValuePair<string, StringValues>> rest = _http.Request.Query.Where(pair => pair.Key != PageLanguages.Parameter);
        return new QueryBuilder(rest) { { PageLanguages.Parameter, language } }.ToString();
    }
}
