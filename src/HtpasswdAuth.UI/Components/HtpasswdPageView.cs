using Microsoft.AspNetCore.Components;

namespace HtpasswdAuth.UI;

/// <summary>The content of one page, as its component shows it.</summary>
/// <typeparam name="TPage">The page.</typeparam>
public abstract class HtpasswdPageView<TPage> : ComponentBase
    where TPage : HtpasswdPage
{
    private protected HtpasswdPageView()
    {
    }

    /// <summary>Gets or sets what is shown.</summary>
    [Parameter]
    [EditorRequired]
    public TPage Model { get; set; } = null!;

    [CascadingParameter]
    private protected HtpasswdPageContext Context { get; set; } = null!;

    private protected HtpasswdPageLinks Links => Model.Site.Links;

    private protected string Heading => PageTitle.Heading(Model, Context);

    /// <summary>Whether the form was sent and something is wrong with this field of it.</summary>
    private protected bool IsWrong(string field) => Model.Error?.Field == field;
}
