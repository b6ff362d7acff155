using Microsoft.AspNetCore.Components;

namespace HtpasswdAuth.UI;

/// <summary>The one field for a code: no spinner and no six boxes, so that phones and password managers can fill it in, and a code can be pasted with its spaces.</summary>
public sealed partial class CodeField
{
    /// <summary>Gets or sets what is to be typed.</summary>
    [Parameter]
    [EditorRequired]
    public string Label { get; set; } = "";

    /// <summary>Gets or sets what helps to type it.</summary>
    [Parameter]
    public string? Hint { get; set; }

    /// <summary>Gets or sets whether it must be filled in.</summary>
    [Parameter]
    public bool Required { get; set; } = true;

    /// <summary>Gets or sets whether typing begins here.</summary>
    [Parameter]
    public bool Focused { get; set; }

    /// <summary>Gets or sets whether the code that was sent is wrong.</summary>
    [Parameter]
    public bool Wrong { get; set; }

    /// <summary>Gets or sets the number of digits with which the script sends the form, once; <see langword="null"/> if it does not.</summary>
    [Parameter]
    public int? AutoSubmit { get; set; }
}
