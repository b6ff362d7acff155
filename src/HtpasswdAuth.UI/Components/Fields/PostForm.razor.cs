using Microsoft.AspNetCore.Components;

namespace HtpasswdAuth.UI;

/// <summary>A form of a page: it takes along the token that shows it is ours, and where to go when all is done.</summary>
public sealed partial class PostForm
{
    /// <summary>Gets or sets the page that the form stands on.</summary>
    [Parameter]
    [EditorRequired]
    public HtpasswdPage Page { get; set; } = null!;

    /// <summary>Gets or sets the address that the form is sent to.</summary>
    [Parameter]
    [EditorRequired]
    public string Action { get; set; } = "";

    /// <summary>Gets or sets the class of the element.</summary>
    [Parameter]
    public string? Class { get; set; }

    /// <summary>Gets or sets the fields and buttons.</summary>
    [Parameter]
    public RenderFragment? ChildContent { get; set; }
}
