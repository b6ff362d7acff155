namespace HtpasswdAuth.Docs.Tests;

public sealed class LinkTests
{
    /// <summary>Pages that are linked before they are there. Empty this when they are.</summary>
    private static readonly string[] Awaited = [];

    public static TheoryData<string> Everything => [.. DocFolder.Everything];

    [Theory]
    [MemberData(nameof(Everything))]
    public void Every_link_within_the_repository_leads_somewhere(string page)
    {
        IEnumerable<string> broken = DocFolder.Read(page).Links
            .Where(link => !link.Target.Contains(':', StringComparison.Ordinal) && !Resolves(page, link.Target))
            .Select(link => $"{page}:{link.Line} {link.Target}");

        Assert.Empty(broken);
    }

    [Theory]
    [MemberData(nameof(Everything))]
    public void Links_to_elsewhere_are_encrypted_or_to_this_machine(string page)
    {
        string[] allowed = ["https", "mailto"];
        IEnumerable<string> other = DocFolder.Read(page).Links
            .Where(link => link.Target.Contains(':', StringComparison.Ordinal)
                && (!Uri.TryCreate(link.Target, UriKind.Absolute, out Uri? address) || !allowed.Contains(address.Scheme)))
            .Select(link => $"{page}:{link.Line} {link.Target}");

        Assert.Empty(other);
    }

    [Fact]
    public void Every_page_can_be_found_from_the_readme()
    {
        var found = new HashSet<string>(["README.md"]);
        var open = new Queue<string>(found);
        while (open.TryDequeue(out string? page))
        {
            foreach (string target in DocFolder.Read(page).Links.Select(link => Shown(Target(page, link.Target))).Where(DocFolder.Everything.Contains).Where(found.Add))
            {
                open.Enqueue(target);
            }
        }

        Assert.Empty(DocFolder.Everything.Except(found));
    }

    /// <summary>A folder is shown by its README.md.</summary>
    private static string Shown(string target) => Directory.Exists(Path.Combine(DocFolder.Root, target)) ? $"{target.TrimEnd('/')}/README.md" : target;

    private static bool Resolves(string page, string link)
    {
        string target = Target(page, link);
        string path = Path.Combine(DocFolder.Root, target);
        string anchor = link.Contains('#', StringComparison.Ordinal) ? link[(link.IndexOf('#', StringComparison.Ordinal) + 1)..] : "";
        bool exists = File.Exists(path) || Directory.Exists(path);
        return Awaited.Contains(target) || (exists && (anchor.Length == 0 || DocFolder.Read(target).Anchors.Contains(anchor)));
    }

    /// <summary>The path that a link names, relative to the root.</summary>
    private static string Target(string page, string link)
    {
        string path = link.Split('#')[0];
        string full = path.Length == 0 ? Path.Combine(DocFolder.Root, page) : Path.Combine(DocFolder.Root, Path.GetDirectoryName(page)!, path);
        return Path.GetRelativePath(DocFolder.Root, Path.GetFullPath(full)).Replace('\\', '/');
    }
}
