namespace HtpasswdAuth.Docs.Tests;

/// <summary>
/// The parts of <c>Snippets/</c> between <c>docs: page.md</c> and <c>end</c>, each a comment on a line of its own. The compiler has
/// seen them, so the block of a page that is one of them compiles.
/// </summary>
internal static class SnippetRegions
{
    public static ILookup<string, string> OfPages { get; } = Directory
        .GetFiles(Path.Combine(DocFolder.Root, "tests", "HtpasswdAuth.Docs.Tests", "Snippets"))
        .SelectMany(Read)
        .ToLookup(region => region.Page, region => region.Text);

    private static IEnumerable<(string Page, string Text)> Read(string file)
    {
        List<string>? lines = null;
        string page = "";
        foreach (string line in File.ReadLines(file))
        {
            string mark = line.Trim().TrimStart('/', '@', '*').TrimEnd('@', '*').Trim();
            if (mark.StartsWith("docs: ", StringComparison.Ordinal))
            {
                (page, lines) = (mark[6..], []);
            }
            else if (mark == "end" && lines is not null)
            {
                yield return (page, Outdent(lines));
                lines = null;
            }
            else
            {
                lines?.Add(line);
            }
        }
    }

    private static string Outdent(List<string> lines)
    {
        int indent = lines.Where(line => line.Length > 0).Min(line => line.Length - line.TrimStart(' ').Length);
        return string.Join('\n', lines.Select(line => line.Length > indent ? line[indent..] : "")).Trim('\n');
    }
}
