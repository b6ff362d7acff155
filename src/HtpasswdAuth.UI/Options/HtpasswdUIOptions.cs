using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Components;

namespace HtpasswdAuth.UI;

/// <summary>How the pages look and what they say. Checked at start, all errors at once.</summary>
public sealed class HtpasswdUIOptions
{
    /// <summary>Gets or sets the name at the head of every page and in its title.</summary>
    /// <value><see langword="null"/> by default: the realm stands there.</value>
    public string? SiteName { get; set; }

    /// <summary>Gets or sets the picture beside <see cref="SiteName"/>.</summary>
    /// <value>
    /// <see langword="null"/> by default. What begins with a slash is an address of this site, which must be open to everybody. Anything
    /// else is a file below the content root (SVG, PNG, JPEG, GIF or WebP, at most 256 kB), which is read at start and served beside the pages.
    /// </value>
    public string? Logo { get; set; }

    /// <summary>Gets or sets a style sheet that is loaded after the built-in one, to set colours (<c>--accent</c>) and fonts for example.</summary>
    /// <value>
    /// <see langword="null"/> by default. What begins with a slash is an address of this site, which must be open to everybody. Anything
    /// else is a file below the content root, at most 256 kB, which is read at start and served beside the pages.
    /// </value>
    public string? StyleSheet { get; set; }

    /// <summary>Gets or sets whom people ask who cannot help themselves.</summary>
    /// <value><see langword="null"/> by default. What begins with <c>mailto:</c> or <c>https:</c> becomes a link, anything else is shown as it is.</value>
    public string? SupportContact { get; set; }

    /// <summary>Gets or sets the language for those who ask for none of <see cref="Languages"/>.</summary>
    /// <value>One of <see cref="Languages"/>; <c>en</c> by default.</value>
    public string DefaultLanguage { get; set; } = BuiltInTexts.Fallback;

    /// <summary>Gets the languages on offer, as BCP 47 tags, in the order in which pages list them.</summary>
    /// <value><c>en</c>, <c>pt-BR</c>, <c>es</c>, <c>de</c> and <c>fr</c> by default. Any other needs <see cref="UseTexts{TResource}"/>.</value>
    public IList<string> Languages { get; } = [.. BuiltInTexts.Languages];

    internal Type? TextResource { get; private set; }

    internal Dictionary<Type, Func<HtpasswdPage, RenderFragment>> Pages { get; } = [];

    internal Func<HtpasswdPage?, string, RenderFragment, RenderFragment>? Layout { get; private set; }

    /// <summary>Shows a component of the site's own instead of the built-in content of a page.</summary>
    /// <typeparam name="TPage">The page: one of the sealed types that derive from <see cref="HtpasswdPage"/>.</typeparam>
    /// <typeparam name="TComponent">
    /// Has a parameter <c>Model</c> of the page's type. It is rendered once, as plain HTML within the layout; its forms go where the model
    /// says. As a cascading parameter it can have a <see cref="HtpasswdPageContext"/>.
    /// </typeparam>
    /// <returns>These options.</returns>
    public HtpasswdUIOptions ReplacePage<TPage, [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.All)] TComponent>()
        where TPage : HtpasswdPage
        where TComponent : IComponent
    {
        Pages[typeof(TPage)] = PageFragment.Of<TComponent>;
        return this;
    }

    /// <summary>Puts a component of the site's own around the content of every page. It writes the whole document, from the doctype on.</summary>
    /// <typeparam name="TLayout">
    /// Has parameters <c>Title</c> (<see cref="string"/>), <c>ChildContent</c> (<see cref="RenderFragment"/>) and <c>Model</c>
    /// (<see cref="HtpasswdPage"/>, which may be null). The content security policy stays: nothing inline, everything from this site.
    /// </typeparam>
    /// <returns>These options.</returns>
    public HtpasswdUIOptions ReplaceLayout<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.All)] TLayout>()
        where TLayout : IComponent
    {
        Layout = PageFragment.Around<TLayout>;
        return this;
    }

    /// <summary>
    /// Takes texts from resources of the site's own, by <see cref="Microsoft.Extensions.Localization.IStringLocalizer{T}"/>: more
    /// languages, or other words. What is not found there is taken from the built-in texts.
    /// </summary>
    /// <typeparam name="TResource">What the resource files are named after, such as <c>AccountTexts.nl.resx</c>.</typeparam>
    /// <returns>These options.</returns>
    public HtpasswdUIOptions UseTexts<TResource>()
    {
        TextResource = typeof(TResource);
        return this;
    }
}
