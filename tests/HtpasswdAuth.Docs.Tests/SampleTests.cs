namespace HtpasswdAuth.Docs.Tests;

public sealed class SampleTests
{
    public static TheoryData<string> Samples => [.. DocFolder.Everything
        .Where(page => page.StartsWith("samples/", StringComparison.Ordinal) && DocFolder.Read(page).Blocks.Any(block => block.Language == "csharp"))];

    [Theory]
    [MemberData(nameof(Samples))]
    public void Code_of_a_samples_page_is_in_its_program(string page)
    {
        string program = File.ReadAllText(Path.Combine(DocFolder.Root, Path.GetDirectoryName(page)!, "Program.cs"));
        IEnumerable<string> missing = DocFolder.Read(page).Blocks
            .Where(block => block.Language == "csharp")
            .SelectMany(block => block.Text.Split('\n'))
            .Select(line => line.Trim())
            .Where(line => line is not ("" or "…") && !program.Contains(line, StringComparison.Ordinal));

        Assert.Empty(missing);
    }

    [Fact]
    public void Rights_that_the_page_about_fleets_names_are_those_the_sample_runs_with()
    {
        string rights = File.ReadAllText(Path.Combine(DocFolder.Root, "samples/Fleet/grants.sql"));

        Assert.Contains(rights.Trim(), DocFolder.Read("docs/fleets.md").Blocks.Where(block => block.Language == "sql").Select(block => block.Text.Trim()));
    }
}
