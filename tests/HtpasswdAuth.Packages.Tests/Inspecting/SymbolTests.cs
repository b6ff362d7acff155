namespace HtpasswdAuth.Packages.Tests;

/// <summary>Somebody who steps into our code sees it, without a server that keeps sources, and sees nothing of the builder's machine.</summary>
public sealed class SymbolTests(PackedPackages packages)
{
    public static TheoryData<string> Libraries => [.. PackedPackages.Libraries];

    [Theory]
    [MemberData(nameof(Libraries))]
    public void Symbols_belong_to_the_assembly_and_carry_its_sources(string id)
    {
        using var library = new Package(packages.PathOf(id));
        using var assembly = new AssemblyImage(library.Read($"lib/net10.0/{id}.dll"));
        SymbolFile symbols = SymbolsOf(id);

        Assert.Equal(assembly.Symbols.Id, symbols.Id);
        Assert.NotEmpty(symbols.Written);
        Assert.All(symbols.Written, document => Assert.False(document.Source is null, document.Name));
    }

    [Theory]
    [MemberData(nameof(Libraries))]
    public void Neither_assembly_nor_sources_tell_where_they_were_built(string id)
    {
        Assert.SkipUnless(Repository.Configuration == "Release", "Packages are made of release builds.");
        using var library = new Package(packages.PathOf(id));
        using var assembly = new AssemblyImage(library.Read($"lib/net10.0/{id}.dll"));

        Assert.StartsWith("/_/src/", assembly.Symbols.Path, StringComparison.Ordinal);
        SymbolFile symbols = SymbolsOf(id);
        Assert.DoesNotContain(symbols.Documents, document => document.Name.Contains(Repository.Root, StringComparison.Ordinal));
        Assert.DoesNotContain(symbols.Written, document => document.Source?.Contains(Repository.Root, StringComparison.Ordinal) == true);
    }

    private SymbolFile SymbolsOf(string id)
    {
        using var symbols = new Package(packages.PathOf(id, "snupkg"));
        return new SymbolFile(symbols.Read($"lib/net10.0/{id}.pdb"));
    }
}
