namespace HtpasswdAuth;

/// <summary>Where in a file a directive stands.</summary>
/// <param name="Settings">What it adds to.</param>
/// <param name="Methods">What the <c>&lt;Limit&gt;</c> sections around it leave.</param>
/// <param name="Sections">What sections of files are added to.</param>
internal readonly record struct HtaccessScope(FolderSettingsBuilder Settings, MethodMask Methods, List<FileSection> Sections)
{
    /// <summary>Gets what <c>Require</c> adds to: the place itself, or the container around.</summary>
    public List<AccessRule> Rules { get; init; } = Settings.Rules;

    /// <summary>Gets whether that is a container where all must hold.</summary>
    public bool IsAll { get; init; }

    /// <summary>Gets whether a section of methods is around, or a container: where <c>&lt;Files&gt;</c> may not stand.</summary>
    public bool IsInLimit { get; init; }

    public bool IsInFiles { get; init; }

    /// <summary>
    /// Gets the section around of which it is not known whether httpd would read it, so that only what is harmless may be in it;
    /// <see langword="null"/> outside of such.
    /// </summary>
    public ConfigLine? Doubtful { get; init; }

    /// <summary>The same place for lines that are passed over: they have to be understood, and say nothing.</summary>
    public HtaccessScope Unheard() => new(new FolderSettingsBuilder(), Methods, []) { IsInFiles = IsInFiles, IsInLimit = IsInLimit, Doubtful = Doubtful };
}
