using Microsoft.AspNetCore.Components;

namespace HtpasswdAuth.UI;

/// <summary>A labelled field with a hint. What is wrong with it is said by the error at the head of the page, which describes it too.</summary>
public sealed partial class TextField
{
    /// <summary>Gets or sets the name and id of the field.</summary>
    [Parameter]
    [EditorRequired]
    public string Name { get; set; } = "";

    /// <summary>Gets or sets what is to be typed.</summary>
    [Parameter]
    [EditorRequired]
    public string Label { get; set; } = "";

    /// <summary>Gets or sets what helps to type it.</summary>
    [Parameter]
    public string? Hint { get; set; }

    /// <summary>Gets or sets the type of the field.</summary>
    [Parameter]
    public string Type { get; set; } = "text";

    /// <summary>Gets or sets what stands in it.</summary>
    [Parameter]
    public string? Value { get; set; }

    /// <summary>Gets or sets whether it must be filled in.</summary>
    [Parameter]
    public bool Required { get; set; }

    /// <summary>Gets or sets whether it is only there to be read, by password managers above all; the keyboard skips it.</summary>
    [Parameter]
    public bool ReadOnly { get; set; }

    /// <summary>Gets or sets whether typing begins here.</summary>
    [Parameter]
    public bool Focused { get; set; }

    /// <summary>Gets or sets whether what was sent is wrong.</summary>
    [Parameter]
    public bool Wrong { get; set; }

    /// <summary>Gets or sets further attributes of the field.</summary>
    [Parameter(CaptureUnmatchedValues = true)]
    public IReadOnlyDictionary<string, object>? Attributes { get; set; }

    private string HintId => Name + "-hint";

    private string? DescribedBy => (Wrong, Hint) switch
    {
        (true, null) => ErrorSummary.Id,
        (true, _) => $"{ErrorSummary.Id} {HintId}",
        (false, null) => null,
        _ => HintId,
    };
}
