using System.Text.RegularExpressions;

namespace HtpasswdAuth.Docs.Tests;

/// <summary>The first page: short, light, and of one mind with those it points to.</summary>
public sealed partial class ReadmeTests
{
    private const int MostLines = 90;
    private const int MostPictureBytes = 150_000;

    private static readonly string Text = File.ReadAllText(Path.Combine(DocFolder.Root, "README.md"));

    [Fact]
    public void It_is_one_screen_and_links() => Assert.InRange(Text.Split('\n').Length, 1, MostLines);

    [Fact]
    public void Pictures_are_light()
    {
        IEnumerable<FileInfo> pictures = new DirectoryInfo(Path.Combine(DocFolder.Docs, "images")).EnumerateFiles();

        Assert.All(pictures, picture => Assert.InRange(picture.Length, 1, MostPictureBytes));
    }

    [Fact]
    public void Its_figures_are_those_of_the_page_about_performance()
    {
        string measured = File.ReadAllText(Path.Combine(DocFolder.Docs, "performance.md"));
        string[] figures = [.. Row().Matches(Text).Select(row => row.Groups[1].Value)];

        Assert.True(figures.Length > 5);
        Assert.All(figures, figure => Assert.Contains($"| {figure} |", measured, StringComparison.Ordinal));
    }

    [GeneratedRegex(@"^\|[^|]+\| ([\d,]+) \|$", RegexOptions.Multiline)]
    private static partial Regex Row();
}
