using Microsoft.AspNetCore.Components;

namespace HtpasswdAuth.UI;

/// <summary>A page as the renderer takes it.</summary>
/// <param name="Status">Of the response.</param>
/// <param name="Prefix">The address of the pages, with the path base; files lie below it.</param>
/// <param name="Title">What the page is called, given its texts; each state has its own, since it is the first thing that a screen reader says.</param>
/// <param name="Body">The content of <c>main</c>.</param>
/// <param name="Model">The model, for a layout that wants to know more.</param>
internal sealed record PageContent(int Status, string Prefix, Func<HtpasswdPageContext, string> Title, RenderFragment Body, HtpasswdPage Model)
{
    /// <summary>Gets whether a language that was chosen is remembered by a cookie. The generator sets none, and keeps the choice in its address.</summary>
    public bool RemembersLanguage => Model is not GeneratorPage;
}
