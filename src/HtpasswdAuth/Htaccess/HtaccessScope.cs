namespace HtpasswdAuth;

/// <summary>Where in a file a directive stands.</summary>
/// <param name="Settings">What it adds to.</param>
/// <param name="Methods">What the <c>&lt;Limit&gt;</c> sections around it leave.</param>
internal readonly record struct HtaccessScope(FolderSettingsBuilder Settings, MethodMask Methods)
{
    /// <summary>Gets what <c>Require</c> adds to: the place itself, or the container around.</summary>
    public List<AccessRule> Rules { get; init; } = Settings.Rules;

    /// <summary>Gets whether that is a container where all must hold.</summary>
    public bool IsAll { get; init; }

    public bool IsInContainer { get; init; }

    /// <summary>Gets whether a section of methods is around, or a container: where <c>&lt;Files&gt;</c> may not stand.</summary>
    public bool IsInLimit { get; init; }

    public bool IsInFiles { get; init; }
}
