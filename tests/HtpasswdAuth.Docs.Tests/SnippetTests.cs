namespace HtpasswdAuth.Docs.Tests;

/// <summary>Code of the pages compiles: each block is, text for text, a part of a file of this project.</summary>
public sealed class SnippetTests
{
    private static readonly string[] Compiled = ["csharp", "razor"];

    public static TheoryData<string> Pages => [.. DocFolder.Pages];

    [Theory]
    [MemberData(nameof(Pages))]
    public void Every_code_block_is_a_region_that_the_compiler_has_seen(string page)
    {
        string[] regions = [.. SnippetRegions.OfPages[Path.GetFileName(page)]];
        IEnumerable<string> unknown = DocFolder.Read(page).Blocks
            .Where(block => Compiled.Contains(block.Language) && !regions.Contains(block.Text))
            .Select(block => $"{page}:{block.Line}\n{block.Text}");

        Assert.Empty(unknown);
    }

    [Fact]
    public void Every_region_is_a_block_of_its_page()
    {
        Dictionary<string, HashSet<string>> blocks = DocFolder.Pages.ToDictionary(
            page => Path.GetFileName(page),
            page => DocFolder.Read(page).Blocks.Select(block => block.Text).ToHashSet());
        IEnumerable<string> unused = SnippetRegions.OfPages
            .SelectMany(page => page.Where(text => !blocks.TryGetValue(page.Key, out HashSet<string>? known) || !known.Contains(text)).Select(text => $"{page.Key}\n{text}"));

        Assert.Empty(unused);
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public void Every_fence_is_closed_and_names_a_language_that_is_checked_or_known_not_to_be(string page)
    {
        MarkdownPage markdown = DocFolder.Read(page);
        string[] shown = ["", "sh", "css", "html", "nginx", "apache", "yaml", "ini", "sql", "dockerfile", "text"];

        Assert.False(markdown.EndsInsideBlock);
        Assert.Empty(markdown.Blocks.Select(block => block.Language).Except([.. Compiled, "json", "console", .. shown]));
    }
}
