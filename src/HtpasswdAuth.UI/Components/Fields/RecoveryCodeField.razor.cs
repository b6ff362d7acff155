using Microsoft.AspNetCore.Components;

namespace HtpasswdAuth.UI;

/// <summary>The field for a recovery code: letters and digits, so no keypad.</summary>
public sealed partial class RecoveryCodeField
{
    /// <summary>Gets or sets whether typing begins here.</summary>
    [Parameter]
    public bool Focused { get; set; }

    /// <summary>Gets or sets whether the code that was sent is wrong.</summary>
    [Parameter]
    public bool Wrong { get; set; }

    [CascadingParameter]
    private HtpasswdPageContext Context { get; set; } = null!;
}
