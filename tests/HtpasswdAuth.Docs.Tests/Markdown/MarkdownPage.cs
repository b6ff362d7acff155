using System.Text;
using System.Text.RegularExpressions;

namespace HtpasswdAuth.Docs.Tests;

/// <summary>
/// A page in the part of Markdown that is used here: fences begin at the start of a line, headings with <c>#</c>, links are inline or
/// the <c>src</c> of a picture.
/// </summary>
internal sealed partial class MarkdownPage
{
    public MarkdownPage(string name, string text)
    {
        Name = name;
        MarkdownBlock? open = null;
        var block = new StringBuilder();
        string[] lines = text.ReplaceLineEndings("\n").Split('\n');
        for (int i = 0; i < lines.Length; i++)
        {
            bool fence = lines[i].StartsWith("```", StringComparison.Ordinal);
            switch (open)
            {
                case null when fence:
                    open = new MarkdownBlock(lines[i][3..].Trim(), i + 1, "");
                    block.Clear();
                    break;
                case null:
                    ReadLine(lines[i], i + 1);
                    break;
                case not null when fence:
                    Blocks.Add(open with { Text = block.ToString().TrimEnd('\n') });
                    open = null;
                    break;
                default:
                    block.Append(lines[i]).Append('\n');
                    break;
            }
        }

        EndsInsideBlock = open is not null;
    }

    public string Name { get; }

    public List<MarkdownBlock> Blocks { get; } = [];

    public List<MarkdownLink> Links { get; } = [];

    /// <summary>Gets the anchors that GitHub gives the headings.</summary>
    public HashSet<string> Anchors { get; } = [];

    public bool EndsInsideBlock { get; }

    private void ReadLine(string line, int number)
    {
        if (Heading().Match(line) is { Success: true } heading)
        {
            AddAnchor(heading.Groups[1].Value);
        }

        foreach (Match match in Link().Matches(InlineCode().Replace(line, "``")))
        {
            Links.Add(new MarkdownLink(number, match.Groups[1].Success ? match.Groups[1].Value : match.Groups[2].Value));
        }
    }

    private void AddAnchor(string heading)
    {
        string anchor = NotInAnchors().Replace(heading.ToLowerInvariant(), "").Replace(' ', '-');
        string unique = anchor;
        for (int i = 1; !Anchors.Add(unique); i++)
        {
            unique = $"{anchor}-{i}";
        }
    }

    [GeneratedRegex("^#{1,6} +(.*?) *$")]
    private static partial Regex Heading();

    [GeneratedRegex(@"\]\(([^()\s]+)\)|<(?:img|source|a)\b[^>]*?(?:src|srcset|href)=""([^""]+)""")]
    private static partial Regex Link();

    // A link's text may be code; the code itself holds no links.
    [GeneratedRegex("`[^`]*`")]
    private static partial Regex InlineCode();

    [GeneratedRegex(@"[^\p{L}\p{N}\p{M}_ -]")]
    private static partial Regex NotInAnchors();
}
