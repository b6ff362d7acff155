namespace HtpasswdAuth;

/// <summary>What the directives of <c>mod_rewrite</c> say in one place.</summary>
/// <param name="IsOn"><c>RewriteEngine</c>; <see langword="null"/> where it is not said.</param>
/// <param name="Base"><c>RewriteBase</c>; <see langword="null"/> where it is not said.</param>
/// <param name="Rules">The rules, with their conditions.</param>
internal sealed record RewriteSettings(bool? IsOn, string? Base, IReadOnlyList<RewriteRule> Rules)
{
    /// <summary>Gets the folder of the file, absolute, which patterns begin behind.</summary>
    public string Folder { get; init; } = "";

    public bool HasRules => IsOn == true && Rules.Count > 0;

    /// <summary>What holds in a place below: its rules, and not those of here.</summary>
    public RewriteSettings MergeWith(RewriteSettings below) => below with { IsOn = below.IsOn ?? IsOn, Base = below.Base ?? Base };
}

/// <summary>Collects what the directives of one place say.</summary>
internal sealed class RewriteBuilder
{
    private readonly List<RewriteRule> _rules = [];
    private List<RewriteCondition> _conditions = [];
    private bool _isSaid;

    public bool? IsOn { get; private set; }

    public string? Base { get; private set; }

    public void Turn(bool isOn)
    {
        _isSaid = true;
        IsOn = isOn;
    }

    public void BeginAt(string path)
    {
        _isSaid = true;
        Base = path;
    }

    public void Add(RewriteCondition condition)
    {
        _isSaid = true;
        _conditions.Add(condition);
    }

    /// <summary>A rule takes the conditions before it.</summary>
    public void Add(RewriteRule rule)
    {
        _isSaid = true;
        _rules.Add(rule with { Conditions = _conditions });
        _conditions = [];
    }

    public RewriteSettings? Build() => _isSaid ? new(IsOn, Base, [.. _rules]) : null;
}
