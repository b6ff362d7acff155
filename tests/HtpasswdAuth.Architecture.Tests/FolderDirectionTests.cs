using System.Text.RegularExpressions;

namespace HtpasswdAuth.Architecture.Tests;

/// <summary>Folders depend downwards only. Read from the sources: a file may name types of its own folder and of those below.</summary>
public sealed partial class FolderDirectionTests
{
    private static readonly string[][] CredentialsLayers = [["Stores"], ["Access"], ["Files", "OneTimePasswords"], ["Hashing"]];

    private static readonly string[][] MainLayers =
    [
        ["Gate", "Htaccess", "Endpoints", "Generator"],
        ["Basic", "Digest"],
        ["Schemes"],
        ["SecondFactor", "PasswordChange"],
        ["Sessions"],
        ["Verification"],
        ["Stores", "Http", "Rules"],
        ["Diagnostics"],
    ];

    private static readonly string[][] UILayers = [["Mapping"], ["Rendering", "Components"], ["Assets", "Languages", "Options"]];

    private static readonly string[][] PostgreSqlLayers =
    [
        ["Registration"],
        ["Stores", "Administration"],
        ["Replication"],
        ["Database"],
        ["Options", "Diagnostics"],
    ];

    private static readonly string[][] SqliteLayers =
    [
        ["Registration"],
        ["Stores", "Administration"],
        ["Database"],
        ["Options", "Diagnostics"],
    ];

    [Fact]
    public void Credentials_folders_depend_downwards() => AssertDownwards(Repository.Source(Repository.Credentials), CredentialsLayers);

    [Fact]
    public void Main_folders_depend_downwards() => AssertDownwards(Repository.Source(Repository.Main), MainLayers);

    [Fact]
    public void UI_folders_depend_downwards() => AssertDownwards(Repository.Source(Repository.UI), UILayers);

    [Fact]
    public void PostgreSql_folders_depend_downwards() => AssertDownwards(Repository.Source(Repository.PostgreSql), PostgreSqlLayers);

    [Fact]
    public void Sqlite_folders_depend_downwards() => AssertDownwards(Repository.Source(Repository.Sqlite), SqliteLayers);

    [Fact]
    public void Every_source_file_lies_in_a_known_folder()
    {
        Assert.Empty(Unknown(Repository.Source(Repository.Credentials), CredentialsLayers));
        Assert.Empty(Unknown(Repository.Source(Repository.Main), MainLayers));
        Assert.Empty(Unknown(Repository.Source(Repository.UI), UILayers));
        Assert.Empty(Unknown(Repository.Source(Repository.PostgreSql), PostgreSqlLayers));
        Assert.Empty(Unknown(Repository.Source(Repository.Sqlite), SqliteLayers));
    }

    private static IEnumerable<string> Unknown(string source, string[][] layers) =>
        Repository.SourceFiles(source).Where(path => LayerOf(source, path, layers) < 0);

    private static void AssertDownwards(string source, string[][] layers)
    {
        ILookup<string, int> layersOfType = Repository.SourceFiles(source).ToLookup(
            path => Path.GetFileName(path).Split('.')[0],
            path => LayerOf(source, path, layers));

        List<string> upwards = [];
        foreach (string path in Repository.SourceFiles(source))
        {
            int own = LayerOf(source, path, layers);
            IEnumerable<string> named = Identifier().Matches(WithoutComments(File.ReadAllText(path))).Select(match => match.Value).Distinct();
            upwards.AddRange(named
                .Where(name => layersOfType.Contains(name) && layersOfType[name].All(layer => layer < own))
                .Select(name => $"{Path.GetRelativePath(source, path)} names {name}"));
        }

        Assert.Empty(upwards);
    }

    private static int LayerOf(string source, string path, string[][] layers)
    {
        string folder = Path.GetRelativePath(source, path).Split(Path.DirectorySeparatorChar)[0];
        return Array.FindIndex(layers, layer => layer.Contains(folder));
    }

    private static string WithoutComments(string code) => Comment().Replace(code, "");

    [GeneratedRegex(@"//[^\n]*|/\*.*?\*/|""(?:[^""\\\n]|\\.)*""", RegexOptions.Singleline)]
    private static partial Regex Comment();

    [GeneratedRegex(@"\b[A-Z]\w+\b")]
    private static partial Regex Identifier();
}
