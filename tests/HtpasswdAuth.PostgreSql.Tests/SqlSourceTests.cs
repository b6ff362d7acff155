using System.Text.RegularExpressions;
using HtpasswdAuth.Testing;

namespace HtpasswdAuth.PostgreSql.Tests;

/// <summary>SQL is constant text, so that no name can ever be a part of it.</summary>
public sealed partial class SqlSourceTests
{
    /// <summary>The only file that makes a text of parts: of constant texts and a validated schema.</summary>
    private const string Maker = "SqlText.cs";

    private static readonly string[] TextFiles = ["Sql.cs", "PostgreSqlOnly.cs", "MigrationSql.cs", "AdministrationSql.cs", "AccountSql.cs"];

    [Fact]
    public void Sql_stands_in_constants_of_its_own_files()
    {
        string[] elsewhere = [.. Sources().Where(file => !TextFiles.Contains(file.Name) && Statement().IsMatch(WithoutComments(file.Code))).Select(file => file.Name)];

        Assert.Empty(elsewhere);
        foreach ((string name, string code) in Sources().Where(file => TextFiles.Contains(file.Name)))
        {
            Assert.DoesNotContain("$\"", code, StringComparison.Ordinal);
            Assert.DoesNotMatch(Concatenation(), WithoutComments(code));
            Assert.DoesNotMatch("(static readonly|static) string", code);
        }
    }

    [Fact]
    public void Commands_are_made_of_constants_in_one_place()
    {
        string[] makers = [.. Sources().Where(file => file.Code.Contains("new NpgsqlCommand(", StringComparison.Ordinal)).Select(file => file.Name)];
        string[] setters = [.. Sources().Where(file => file.Code.Contains("CommandText", StringComparison.Ordinal) || file.Code.Contains("CreateCommand", StringComparison.Ordinal)).Select(file => file.Name)];
        string[] replacing = [.. Sources().Where(file => file.Code.Contains(".Replace(\"@", StringComparison.Ordinal)).Select(file => file.Name)];

        Assert.Empty(makers);
        Assert.Equal(["AccountSession.cs"], setters);
        Assert.Equal([Maker], replacing);
    }

    [Fact]
    public void What_is_run_is_named_and_never_made_on_the_way()
    {
        foreach ((string name, string code) in Sources())
        {
            foreach (Match call in Call().Matches(code))
            {
                string text = call.Groups["sql"].Value;
                Assert.True(NamedText().IsMatch(text) || text is "sql", $"{name} runs {text}");
            }
        }
    }

    private static IEnumerable<(string Name, string Code)> Sources() =>
        Directory.EnumerateFiles(RepositoryRoot.Of("src", "HtpasswdAuth.PostgreSql"), "*.cs", SearchOption.AllDirectories)
            .Concat(Directory.EnumerateFiles(RepositoryRoot.Of("src", "HtpasswdAuth.Credentials", "Stores", "Database"), "*.cs"))
            .Where(path => !path.Contains("/obj/", StringComparison.Ordinal))
            .Select(path => (Path.GetFileName(path), File.ReadAllText(path)));

    private static string WithoutComments(string code) => Comment().Replace(code, "");

    [GeneratedRegex("\"\\s*(SELECT|INSERT|UPDATE|DELETE|WITH|COPY|CREATE|ALTER|DROP|LISTEN|NOTIFY|SET|TRUNCATE|ANALYZE)\\s")]
    private static partial Regex Statement();

    [GeneratedRegex("\"\\s*\\+|\\+\\s*\"")]
    private static partial Regex Concatenation();

    [GeneratedRegex("//[^\n]*")]
    private static partial Regex Comment();

    [GeneratedRegex(@"session\s*\.(ExecuteAsync|ReadAsync|ReadValueAsync|TryExecuteAsync|Command|Text)\(\s*(?<sql>[^,)]+\)?)")]
    private static partial Regex Call();

    [GeneratedRegex(@"^(Sql|AccountSql|PostgreSqlOnly|MigrationSql|AdministrationSql)\.\w+\)?$|^Migrations\.Read\(number\)$")]
    private static partial Regex NamedText();
}
