using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace HtpasswdAuth.Architecture.Tests;

public sealed partial class ShapeTests
{
    /// <summary>Classes an application may derive from, on purpose.</summary>
    private static readonly Type[] MadeForInheritance = [typeof(HtpasswdEvents)];

    [Fact]
    public void Classes_are_sealed_static_or_made_for_inheritance()
    {
        IEnumerable<Type> open = Repository.Shipped
            .SelectMany(assembly => assembly.GetTypes())
            .Where(type => type.IsClass && !type.IsSealed && !type.IsAbstract && !IsGenerated(type))
            .Except(MadeForInheritance);

        Assert.Empty(open);
    }

    [Fact]
    public void Closed_families_cannot_be_joined_from_outside()
    {
        IEnumerable<ConstructorInfo> open = Repository.Shipped
            .SelectMany(assembly => assembly.GetExportedTypes())
            .Where(type => type is { IsAbstract: true, IsSealed: false, IsInterface: false })
            .SelectMany(type => type.GetConstructors(BindingFlags.Instance | BindingFlags.NonPublic | BindingFlags.Public))
            .Where(constructor => constructor.IsPublic || constructor.IsFamily || constructor.IsFamilyOrAssembly);

        Assert.Empty(open);
    }

    [Fact]
    public void No_source_file_is_over_250_lines()
    {
        IEnumerable<string> tooLong = Repository.SourceFiles(Repository.Root).Concat(Repository.SourceFiles(Repository.Root, "*.razor"))
            .Where(path => File.ReadLines(path).Count() > 250)
            .Select(path => Path.GetRelativePath(Repository.Root, path));

        Assert.Empty(tooLong);
    }

    [Fact]
    public void Every_source_file_holds_one_namespace_and_no_region() => Assert.All(
        Repository.SourceFiles(Path.Combine(Repository.Root, "src")),
        path =>
        {
            string code = File.ReadAllText(path);
            Assert.DoesNotContain("#region", code, StringComparison.Ordinal);
            Assert.Single(Namespace().Matches(code));
        });

    [Fact]
    public void Every_source_file_is_named_after_its_first_type_and_holds_no_second_public_one() => Assert.All(
        Repository.SourceFiles(Path.Combine(Repository.Root, "src")),
        path =>
        {
            Match[] types = [.. TypeDeclaration().Matches(File.ReadAllText(path)).Cast<Match>()];
            Assert.Equal(Path.GetFileName(path).Split('.')[0], types[0].Groups["name"].Value);

            // Companions of its owner.
            Assert.DoesNotContain(types.Skip(1), type => type.Value.StartsWith("public", StringComparison.Ordinal));
        });

    private static bool IsGenerated(Type type) => type.IsDefined(typeof(CompilerGeneratedAttribute)) || type.Name.Contains('<', StringComparison.Ordinal);

    [GeneratedRegex(@"^namespace\b", RegexOptions.Multiline)]
    private static partial Regex Namespace();

    // At the beginning of a line: types within others are of the same file.
    [GeneratedRegex(@"^(?:(?:public|internal|file|sealed|static|abstract|partial|readonly|unsafe|ref) )*(?:class|struct|interface|enum|record(?: struct)?|delegate [\w<>?]+) (?<name>\w+)", RegexOptions.Multiline)]
    private static partial Regex TypeDeclaration();
}
