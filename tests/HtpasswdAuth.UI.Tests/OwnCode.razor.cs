using Microsoft.AspNetCore.Components;

namespace HtpasswdAuth.UI.Tests;

/// <summary>A site's own page.</summary>
public sealed partial class OwnCode
{
    [Parameter]
    public CodePage Model { get; set; } = null!;

    [CascadingParameter]
    public HtpasswdPageContext Context { get; set; } = null!;
}
