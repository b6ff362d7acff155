using Microsoft.AspNetCore.Components;

namespace HtpasswdAuth.UI;

/// <summary>A text as it is, line by line. The script puts a button below it that copies it.</summary>
public sealed partial class CopyText
{
    /// <summary>Gets or sets the id of the element that holds the text.</summary>
    [Parameter]
    [EditorRequired]
    public string Id { get; set; } = "";

    /// <summary>Gets or sets the text.</summary>
    [Parameter]
    [EditorRequired]
    public string Text { get; set; } = "";

    [CascadingParameter]
    private HtpasswdPageContext Context { get; set; } = null!;
}
