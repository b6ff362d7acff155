using Microsoft.AspNetCore.Components;

namespace HtpasswdAuth.UI;

/// <summary>Whose account it is, and the way out for who is somebody else.</summary>
public sealed partial class WhoAmI
{
    /// <summary>Gets or sets the page.</summary>
    [Parameter]
    [EditorRequired]
    public HtpasswdPage Page { get; set; } = null!;

    [CascadingParameter]
    private HtpasswdPageContext Context { get; set; } = null!;

    private string Before => Context.Text("who.text").Split("{0}")[0];

    private string Between => Context.Text("who.text").Split("{0}")[^1].Split("{1}")[0];

    private string After => Context.Text("who.text").Split("{1}")[^1];
}
