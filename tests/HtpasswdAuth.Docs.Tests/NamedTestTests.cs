using System.Text.RegularExpressions;

namespace HtpasswdAuth.Docs.Tests;

/// <summary>A page that says which test shows something names one that is there.</summary>
public sealed partial class NamedTestTests
{
    private const string Model = "docs/security-model.md";

    [Fact]
    public void Every_test_that_a_page_names_exists()
    {
        ILookup<string, string> files = Directory.EnumerateFiles(Path.Combine(DocFolder.Root, "tests"), "*Tests.cs", SearchOption.AllDirectories)
            .ToLookup(path => Path.GetFileNameWithoutExtension(path));
        IEnumerable<string> missing = DocFolder.Everything
            .SelectMany(page => TestName().Matches(File.ReadAllText(Path.Combine(DocFolder.Root, page))))
            .Where(name => !files[name.Groups[1].Value].Any(file => File.ReadAllText(file).Contains($" {name.Groups[2].Value}(", StringComparison.Ordinal)))
            .Select(name => name.Value);

        Assert.Empty(missing);
    }

    [Fact]
    public void Every_threat_of_the_model_says_what_is_not_promised_and_which_tests_show_the_rest()
    {
        IEnumerable<string> threats = File.ReadAllText(Path.Combine(DocFolder.Root, Model)).Split("\n## ")[1..];

        Assert.All(threats, threat => Assert.Matches(TestName(), threat));
        Assert.All(threats.SkipLast(1), threat => Assert.Contains("**Not promised:**", threat, StringComparison.Ordinal));
    }

    [Fact]
    public void Every_promise_of_the_model_names_a_test()
    {
        string[] threats = File.ReadAllText(Path.Combine(DocFolder.Root, Model)).Split("\n## ")[1..];

        Assert.All(threats, threat =>
        {
            string[] promises = [.. Promise().Matches(threat.Split("**Not promised:**")[0]).Select(promise => promise.Value)];
            Assert.NotEmpty(promises);
            Assert.All(promises, promise => Assert.Matches(TestName(), promise));
        });
    }

    /// <summary>An item of a list, with the lines it goes on in, or a row of a table below its head.</summary>
    [GeneratedRegex(@"^- .*(\n  .*)*|(?<=^\|--.*\n(\|.*\n)*)\| .*", RegexOptions.Multiline)]
    private static partial Regex Promise();

    [GeneratedRegex("`([A-Z][A-Za-z0-9]+Tests)\\.([A-Z][A-Za-z0-9_]+)`")]
    private static partial Regex TestName();
}
