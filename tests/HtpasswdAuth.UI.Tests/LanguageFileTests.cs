using System.Text.RegularExpressions;
using System.Xml.Linq;
using HtpasswdAuth.Testing;

namespace HtpasswdAuth.UI.Tests;

/// <summary>The languages say the same.</summary>
public sealed partial class LanguageFileTests
{
    public static TheoryData<string> Translations => ["pt-BR", "es", "de", "fr"];

    [Theory]
    [MemberData(nameof(Translations))]
    public void Translation_has_every_text_and_no_other(string language) => Assert.Equal(TextsOf("en").Keys.Order(), TextsOf(language).Keys.Order());

    [Theory]
    [MemberData(nameof(Translations))]
    public void Translation_keeps_every_placeholder(string language)
    {
        Dictionary<string, string> english = TextsOf("en");

        Assert.All(TextsOf(language), pair => Assert.Equal(PlaceholdersOf(english[pair.Key]), PlaceholdersOf(pair.Value)));
    }

    [Theory]
    [MemberData(nameof(Translations))]
    public void Translation_translates(string language)
    {
        Dictionary<string, string> english = TextsOf("en");
        IEnumerable<string> same = TextsOf(language).Where(pair => pair.Value == english[pair.Key] && pair.Value.Contains(' ', StringComparison.Ordinal)).Select(pair => pair.Key);

        Assert.Empty(same.Except(["format.day", "format.time"]));
    }

    [Fact]
    public void Every_text_that_components_name_is_there()
    {
        Dictionary<string, string> english = TextsOf("en");
        IEnumerable<string> named = Directory.EnumerateFiles(RepositoryRoot.Of("src", "HtpasswdAuth.UI", "Components"), "*", SearchOption.AllDirectories)
            .SelectMany(path => Key().Matches(File.ReadAllText(path)))
            .SelectMany(match => Quoted().Matches(match.Value).Select(quoted => (Key: quoted.Groups[1].Value, IsCount: match.Value.StartsWith("Count", StringComparison.Ordinal))))
            .Select(name => name.IsCount ? name.Key + ".one" : name.Key);

        Assert.DoesNotContain(named, name => name.Contains('.', StringComparison.Ordinal) && !english.ContainsKey(name));
    }

    private static Dictionary<string, string> TextsOf(string language) =>
        XDocument.Load(RepositoryRoot.Of("src", "HtpasswdAuth.UI", "Languages", language + ".resx")).Root!.Elements("data")
            .ToDictionary(data => data.Attribute("name")!.Value, data => data.Element("value")!.Value);

    private static IEnumerable<string> PlaceholdersOf(string text) => Placeholder().Matches(text).Select(match => match.Value);

    [GeneratedRegex(@"\{\d\}")]
    private static partial Regex Placeholder();

    [GeneratedRegex(@"(Text|Count|Around|Sentence)\((?:[^()]|\([^()]*\))*\)")]
    private static partial Regex Key();

    [GeneratedRegex("\"([a-z][a-z.-]+)\"")]
    private static partial Regex Quoted();
}
