namespace HtpasswdAuth;

/// <summary><c>&lt;Files&gt;</c> or <c>&lt;FilesMatch&gt;</c>: what holds for files of some names, in its folder and below.</summary>
internal sealed class FileSection
{
    // Where the file system takes two spellings for one file, so must this.
    private static readonly bool IgnoresCase = OperatingSystem.IsWindows() || OperatingSystem.IsMacOS();

    private readonly Func<string, bool, PatternAnswer> _find;

    private FileSection(Func<string, bool, PatternAnswer> find, FolderSettings settings)
    {
        _find = find;
        Settings = settings;
    }

    public FolderSettings Settings { get; }

    public static FileSection OfNames(string pattern, FolderSettings settings)
    {
        bool isPattern = Wildcard.IsPattern(pattern);
        return new((name, ignoreCase) => Matches(name, ignoreCase) ? PatternAnswer.Matches : PatternAnswer.Misses, settings);

        bool Matches(string name, bool ignoreCase)
        {
            (string first, string second) = ignoreCase ? (pattern.ToUpperInvariant(), name.ToUpperInvariant()) : (pattern, name);
            return isPattern
                ? Wildcard.Matches(AccessPattern.Bytes(first), AccessPattern.Bytes(second))
                : string.Equals(first, second, StringComparison.Ordinal);
        }
    }

    /// <exception cref="HtaccessException">The expression is none.</exception>
    public static FileSection OfExpression(ConfigLine line, string expression, FolderSettings settings)
    {
        var pattern = AccessPattern.Parse(line, expression, ignoreCase: false);
        return new((name, ignoreCase) => (ignoreCase ? pattern.Folded : pattern).Find(name), settings);
    }

    /// <summary>Whether the section is about a file.</summary>
    /// <param name="fileName">Its name.</param>
    /// <param name="ignoreCase">Whether the name is not that of a file, but of what routing finds without regard to case.</param>
    public PatternAnswer Find(string fileName, bool ignoreCase) => _find(fileName, ignoreCase || IgnoresCase);
}
