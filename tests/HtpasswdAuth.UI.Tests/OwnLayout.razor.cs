using Microsoft.AspNetCore.Components;

namespace HtpasswdAuth.UI.Tests;

/// <summary>A site's own document around every page.</summary>
public sealed partial class OwnLayout
{
    [Parameter]
    public HtpasswdPage? Model { get; set; }

    [Parameter]
    public string Title { get; set; } = "";

    [Parameter]
    public RenderFragment? ChildContent { get; set; }
}
