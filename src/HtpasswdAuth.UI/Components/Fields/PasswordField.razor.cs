using Microsoft.AspNetCore.Components;

namespace HtpasswdAuth.UI;

/// <summary>A field for a password. The script puts a button beside it that shows what is typed.</summary>
public sealed partial class PasswordField
{
    /// <summary>Gets or sets the name and id of the field.</summary>
    [Parameter]
    [EditorRequired]
    public string Name { get; set; } = "";

    /// <summary>Gets or sets what is to be typed.</summary>
    [Parameter]
    [EditorRequired]
    public string Label { get; set; } = "";

    /// <summary>Gets or sets what password managers put here: <c>current-password</c> or <c>new-password</c>.</summary>
    [Parameter]
    public string Autocomplete { get; set; } = "current-password";

    /// <summary>Gets or sets what helps to type it.</summary>
    [Parameter]
    public string? Hint { get; set; }

    /// <summary>Gets or sets what password managers make new passwords by.</summary>
    [Parameter]
    public string? Rules { get; set; }

    /// <summary>Gets or sets the greatest number of UTF-16 code units.</summary>
    [Parameter]
    public int? MaxLength { get; set; }

    /// <summary>Gets or sets whether typing begins here.</summary>
    [Parameter]
    public bool Focused { get; set; }

    /// <summary>Gets or sets whether what was sent is wrong.</summary>
    [Parameter]
    public bool Wrong { get; set; }

    /// <summary>Gets or sets further attributes of the field.</summary>
    [Parameter(CaptureUnmatchedValues = true)]
    public IReadOnlyDictionary<string, object>? Attributes { get; set; }

    [CascadingParameter]
    private HtpasswdPageContext Context { get; set; } = null!;
}
