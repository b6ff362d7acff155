namespace HtpasswdAuth.Docs.Tests;

/// <summary>The repository as its readers see it.</summary>
internal static class DocFolder
{
    public static string Root { get; } = RepositoryRoot.FullName;

    public static string Docs { get; } = Path.Combine(Root, "docs");

    /// <summary>Gets README.md and the pages of docs/, by path relative to the root: what the tests compile and run.</summary>
    public static IReadOnlyList<string> Pages { get; } =
        ["README.md", .. Directory.GetFiles(Docs, "*.md").Select(path => "docs/" + Path.GetFileName(path)).Order(StringComparer.Ordinal)];

    /// <summary>Gets those, and what else is written for readers: the notices of the root and of the samples.</summary>
    public static IReadOnlyList<string> Everything { get; } =
    [
        .. Pages.Concat(Directory.GetFiles(Root, "*.md").Concat(Samples()).Select(path => Path.GetRelativePath(Root, path).Replace('\\', '/')))
            .Distinct().Order(StringComparer.Ordinal),
    ];

    public static MarkdownPage Read(string page) => new(page, File.ReadAllText(Path.Combine(Root, page)));

    private static IEnumerable<string> Samples() => Directory.GetFiles(Path.Combine(Root, "samples"), "README.md", SearchOption.AllDirectories)
        .Where(path => !path.Contains($"{Path.DirectorySeparatorChar}bin{Path.DirectorySeparatorChar}", StringComparison.Ordinal));
}
