using System.Text;

namespace HtpasswdAuth.Packages.Tests;

/// <summary>What is in the packages, and what they ask for.</summary>
public sealed class ContentTests(PackedPackages packages)
{
    private static readonly Dictionary<string, string[]> Dependencies = new()
    {
        ["HtpasswdAuth.Credentials"] = [],
        ["HtpasswdAuth"] = ["HtpasswdAuth.Credentials"],
        ["HtpasswdAuth.UI"] = ["HtpasswdAuth", "QRCoder"],
        ["HtpasswdAuth.Sqlite"] = ["HtpasswdAuth.Credentials", "Microsoft.Data.Sqlite", "Microsoft.Extensions.Hosting.Abstractions", "Microsoft.Extensions.Options"],
        ["HtpasswdAuth.PostgreSql"] = ["HtpasswdAuth.Credentials", "Microsoft.Extensions.Hosting.Abstractions", "Microsoft.Extensions.Options", "Npgsql"],
        ["HtpasswdAuth.Tool"] = [],
        ["HtpasswdAuth.Templates"] = [],
    };

    private static readonly Dictionary<string, string[]> Frameworks = new()
    {
        ["HtpasswdAuth"] = ["Microsoft.AspNetCore.App"],
        ["HtpasswdAuth.UI"] = ["Microsoft.AspNetCore.App"],
    };

    public static TheoryData<string> Libraries => [.. PackedPackages.Libraries];

    public static TheoryData<string> All => [.. Dependencies.Keys];

    [Theory]
    [MemberData(nameof(Libraries))]
    public void Library_is_an_assembly_its_documentation_a_readme_and_a_picture(string id)
    {
        using var package = new Package(packages.PathOf(id));
        string[] notices = id == "HtpasswdAuth" ? ["NOTICE.txt"] : [];

        Assert.Equal([.. notices, "README.md", "icon.png", $"lib/net10.0/{id}.dll", $"lib/net10.0/{id}.xml"], package.Files);
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Package_depends_on_what_the_design_allows_and_on_its_siblings_of_the_same_version(string id)
    {
        using var package = new Package(packages.PathOf(id));

        Assert.Equal(Dependencies[id], package.Dependencies.Select(dependency => dependency.Split(' ')[0]));
        Assert.All(
            package.Dependencies.Where(dependency => dependency.StartsWith("HtpasswdAuth", StringComparison.Ordinal)),
            dependency => Assert.EndsWith(" " + packages.Version, dependency, StringComparison.Ordinal));
        Assert.Equal(Frameworks.GetValueOrDefault(id, []), package.Named("frameworkReference").Select(element => element.Attribute("name")!.Value));
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Package_says_what_it_is_and_nothing_of_where_it_was_made(string id)
    {
        using var package = new Package(packages.PathOf(id));

        Assert.Equal(id, package["id"]);
        Assert.Equal("MIT", package["license"]);
        Assert.Equal("expression", package.Named("license").Single().Attribute("type")!.Value);
        Assert.Equal("The HtpasswdAuth authors", package["authors"]);
        Assert.InRange(package["description"]!.Length, 40, 300);
        Assert.Equal(("icon.png", "README.md"), (package["icon"], package["readme"]));
        Assert.Empty(package.Named("repository"));
        Assert.Equal([0x89, (byte)'P', (byte)'N', (byte)'G'], package.Read("icon.png")[..4]);
        Assert.StartsWith($"# {(id == "HtpasswdAuth.Tool" ? "htauth" : id)}\n", Encoding.UTF8.GetString(package.Read("README.md")), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Libraries))]
    public void Documentation_tells_of_every_public_type(string id)
    {
        using var package = new Package(packages.PathOf(id));
        string documentation = Encoding.UTF8.GetString(package.Read($"lib/net10.0/{id}.xml"));

        using var assembly = new AssemblyImage(package.Read($"lib/net10.0/{id}.dll"));
        Assert.NotEmpty(assembly.PublicTypes);
        Assert.All(assembly.PublicTypes, type => Assert.Contains($"\"T:{type}\"", documentation, StringComparison.Ordinal));
    }

    [Fact]
    public void Tool_brings_all_it_needs_and_no_part_of_a_web_server()
    {
        using var package = new Package(packages.PathOf("HtpasswdAuth.Tool"));
        string[] assemblies = [.. package.Files.Where(name => name.EndsWith(".dll", StringComparison.Ordinal)).Select(name => Path.GetFileName(name))];

        Assert.Superset(new HashSet<string>(["htauth.dll", "HtpasswdAuth.Credentials.dll", "QRCoder.dll", "System.CommandLine.dll"]), assemblies.ToHashSet());
        Assert.DoesNotContain("HtpasswdAuth.dll", assemblies);
        Assert.DoesNotContain(assemblies, name => name.StartsWith("Microsoft.AspNetCore", StringComparison.Ordinal));
        Assert.Equal("DotnetTool", package.Named("packageType").Single().Attribute("name")!.Value);
    }
}
