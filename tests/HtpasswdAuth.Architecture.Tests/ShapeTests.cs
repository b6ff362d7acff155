using System.Reflection;
using System.Runtime.CompilerServices;

namespace HtpasswdAuth.Architecture.Tests;

public sealed class ShapeTests
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
    public void Every_source_file_holds_one_namespace_and_no_region()
    {
        foreach (string path in Repository.SourceFiles(Path.Combine(Repository.Root, "src")))
        {
            string code = File.ReadAllText(path);
            Assert.DoesNotContain("#region", code, StringComparison.Ordinal);
            Assert.Contains("\nnamespace ", "\n" + code, StringComparison.Ordinal);
        }
    }

    private static bool IsGenerated(Type type) => type.IsDefined(typeof(CompilerGeneratedAttribute)) || type.Name.Contains('<', StringComparison.Ordinal);
}
