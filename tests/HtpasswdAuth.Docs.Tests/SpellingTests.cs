namespace HtpasswdAuth.Docs.Tests;

public sealed class SpellingTests
{
    [Fact]
    public void Spelling_is_checked()
    {
        ToolResult result = ExternalTool.Run(
            "codespell",
            ["--builtin", "clear,rare,informal", .. DocFolder.Everything.Select(page => Path.Combine(DocFolder.Root, page))]);

        Assert.Equal("", result.Output);
        Assert.Equal(0, result.ExitCode);
    }
}
