using System.Globalization;
using Microsoft.AspNetCore.Components;

namespace HtpasswdAuth.UI;

/// <summary>The document around the content of every page.</summary>
public sealed partial class PageLayout
{
    private const string MailScheme = "mailto:";
    private const string WebScheme = "https:";

    // Named here and not by the runtime, which has no names without cultures.
    private static readonly Dictionary<string, string> Names = new(StringComparer.OrdinalIgnoreCase)
    {
        ["en"] = "English",
        ["pt-BR"] = "Português",
        ["es"] = "Español",
        ["de"] = "Deutsch",
        ["fr"] = "Français",
    };

    /// <summary>Gets or sets the page's model; <see langword="null"/> where a page has none.</summary>
    [Parameter]
    public HtpasswdPage? Model { get; set; }

    /// <summary>Gets or sets the title of the document.</summary>
    [Parameter]
    [EditorRequired]
    public string Title { get; set; } = "";

    /// <summary>Gets or sets the content of <c>main</c>.</summary>
    [Parameter]
    public RenderFragment? ChildContent { get; set; }

    [CascadingParameter]
    private HtpasswdPageContext Context { get; set; } = null!;

    private string? SiteName => Context.Options.SiteName ?? Model?.Site.Realm;

    /// <summary>What a link to the contact says; <see langword="null"/> if it is no address.</summary>
    private static string? SupportAddress(string contact)
    {
        if (contact.StartsWith(MailScheme, StringComparison.OrdinalIgnoreCase))
        {
            return contact[MailScheme.Length..].Split('?')[0];
        }

        return contact.StartsWith(WebScheme, StringComparison.OrdinalIgnoreCase) ? contact[WebScheme.Length..].Trim('/') : null;
    }

    private static string NameOf(string language)
    {
        CultureInfo culture = PageCulture.Find(language);
        return Names.GetValueOrDefault(language) ?? (ReferenceEquals(culture, CultureInfo.InvariantCulture) ? language : culture.NativeName);
    }
}
