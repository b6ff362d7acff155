using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;

namespace HtpasswdAuth.UI;

/// <summary>The page with its layout, and what all components below know.</summary>
internal sealed class PageRoot : ComponentBase
{
    [Parameter]
    public HtpasswdPageContext Context { get; set; } = null!;

    [Parameter]
    public PageContent Content { get; set; } = null!;

    protected override void BuildRenderTree(RenderTreeBuilder builder)
    {
        RenderFragment page = (Context.Options.Layout ?? PageFragment.Around<PageLayout>)(Content.Model, Content.Title(Context), Content.Body);
        builder.OpenComponent<CascadingValue<HtpasswdPageContext>>(0);
        builder.AddComponentParameter(1, nameof(CascadingValue<>.Value), Context);
        builder.AddComponentParameter(2, nameof(CascadingValue<>.IsFixed), true);
        builder.AddComponentParameter(3, nameof(CascadingValue<>.ChildContent), page);
        builder.CloseComponent();
    }
}
