using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace HtpasswdAuth.UI;

/// <summary>Renders a page whole before the first byte of it is sent: an error in a component is an ordinary error of the request.</summary>
internal sealed class PageRenderer(
    IOptions<HtpasswdUIOptions> options, PageLanguages languages, PageAssets assets, IStringLocalizerFactory localizers, ILoggerFactory loggers)
{
    private readonly IStringLocalizer? _own = options.Value.TextResource is { } resource ? localizers.Create(resource) : null;

    public async Task WriteAsync(HttpContext context, PageContent content)
    {
        string language = languages.Choose(context, content.RemembersLanguage);
        byte[] page = Encoding.UTF8.GetBytes(await RenderAsync(context, content, language).ConfigureAwait(false));
        HttpResponse response = context.Response;
        response.StatusCode = content.Status;
        response.ContentType = "text/html; charset=utf-8";
        response.ContentLength = page.Length;
        PageHeaders.Set(response.Headers, language);
        if (!HttpMethods.IsHead(context.Request.Method))
        {
            await response.Body.WriteAsync(page, context.RequestAborted).ConfigureAwait(false);
        }
    }

    private async Task<string> RenderAsync(HttpContext context, PageContent content, string language)
    {
        CultureInfo culture = PageCulture.Find(language);
        var texts = new PageTexts(language, culture, _own);
        var page = new HtpasswdPageContext(context, language, texts, content.Prefix, assets, options.Value);
        var renderer = new HtmlRenderer(context.RequestServices, loggers);
        await using System.Runtime.CompilerServices.ConfiguredAsyncDisposable disposing = renderer.ConfigureAwait(false);
        return await renderer.Dispatcher.InvokeAsync(async () =>
        {
            // Components and the site's own texts read them. They belong to this flow of execution alone, and end with it.
            CultureInfo.CurrentCulture = culture;
            CultureInfo.CurrentUICulture = culture;
            ParameterView parameters = ParameterView.FromDictionary(new Dictionary<string, object?>
            {
                [nameof(PageRoot.Context)] = page,
                [nameof(PageRoot.Content)] = content,
            });
            return (await renderer.RenderComponentAsync<PageRoot>(parameters).ConfigureAwait(false)).ToHtmlString();
        }).ConfigureAwait(false);
    }
}
