using Microsoft.AspNetCore.Components;

namespace HtpasswdAuth.UI;

/// <summary>The choice of what kind of line is made: the good ones first, the weak ones in groups that say so.</summary>
public sealed partial class AlgorithmField
{
    /// <summary>Gets or sets what there is to choose from.</summary>
    [Parameter]
    [EditorRequired]
    public IReadOnlyList<HtpasswdGeneratorAlgorithm> Algorithms { get; set; } = [];

    /// <summary>Gets or sets the id of the one that is chosen.</summary>
    [Parameter]
    [EditorRequired]
    public string Chosen { get; set; } = "";

    /// <summary>Gets or sets whether what was sent is none of them.</summary>
    [Parameter]
    public bool Wrong { get; set; }

    [CascadingParameter]
    private HtpasswdPageContext Context { get; set; } = null!;

    private static string KeyOf(HtpasswdGeneratorAlgorithm algorithm) => (algorithm.IsDigest, algorithm.IsWeak) switch
    {
        (true, _) => "generator.group.digest",
        (_, true) => "generator.group.weak",
        _ => "generator.group.good",
    };
}
