using System.Text.RegularExpressions;

namespace HtpasswdAuth;

/// <summary><c>&lt;Files&gt;</c> or <c>&lt;FilesMatch&gt;</c>: what holds for files of some names, in its folder and below.</summary>
internal sealed class FileSection
{
    private static readonly TimeSpan RegexTimeout = TimeSpan.FromMilliseconds(100);

    // Where the file system takes two spellings for one file, so must this.
    private static readonly bool IgnoresCase = OperatingSystem.IsWindows() || OperatingSystem.IsMacOS();

    private readonly Func<string, bool> _matches;

    private FileSection(Func<string, bool> matches, FolderSettings settings)
    {
        _matches = matches;
        Settings = settings;
    }

    public FolderSettings Settings { get; }

    public static FileSection OfNames(string pattern, FolderSettings settings)
    {
        string folded = Fold(pattern);
        return Wildcard.IsPattern(pattern)
            ? new(name => Wildcard.Matches(folded, Fold(name)), settings)
            : new(name => string.Equals(folded, Fold(name), StringComparison.Ordinal), settings);
    }

    /// <exception cref="ArgumentException">The expression is none.</exception>
    public static FileSection OfExpression(string expression, FolderSettings settings)
    {
        var regex = new Regex(expression, RegexOptions.CultureInvariant | (IgnoresCase ? RegexOptions.IgnoreCase : RegexOptions.None), RegexTimeout);
        return new(regex.IsMatch, settings);
    }

    /// <exception cref="RegexMatchTimeoutException">The expression is too costly for this name.</exception>
    public bool Matches(string fileName) => _matches(fileName);

    private static string Fold(string name) => IgnoresCase ? name.ToUpperInvariant() : name;
}
