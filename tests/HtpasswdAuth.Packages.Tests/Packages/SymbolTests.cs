using System.Reflection.Metadata;

namespace HtpasswdAuth.Packages.Tests;

/// <summary>Somebody who steps into our code sees it, without a server that keeps sources, and sees nothing of the builder's machine.</summary>
public sealed class SymbolTests(PackedPackages packages)
{
    private static readonly Guid EmbeddedSource = new("0E8A571B-6926-466E-B4AD-8AB04611F5FE");

    public static TheoryData<string> Libraries => [.. PackedPackages.Libraries];

    [Theory]
    [MemberData(nameof(Libraries))]
    public void Symbols_belong_to_the_assembly_and_carry_its_sources(string id)
    {
        using var library = new Package(packages.PathOf(id));
        using var symbols = new Package(packages.PathOf(id, "snupkg"));
        using var assembly = new AssemblyImage(library.Read($"lib/net10.0/{id}.dll"));
        using var provider = MetadataReaderProvider.FromPortablePdbStream(new MemoryStream(symbols.Read($"lib/net10.0/{id}.pdb")));
        MetadataReader reader = provider.GetMetadataReader();

        Assert.Equal(assembly.Symbols.Id, new BlobContentId(reader.DebugMetadataHeader!.Id).Guid);
        Assert.NotEmpty(reader.Documents);
        Assert.All(reader.Documents, document => Assert.True(HasSource(reader, document), reader.GetString(reader.GetDocument(document).Name)));
    }

    [Theory]
    [MemberData(nameof(Libraries))]
    public void Paths_begin_at_the_root_of_the_sources(string id)
    {
        Assert.SkipUnless(Repository.Configuration == "Release", "Packages are made of release builds.");
        using var library = new Package(packages.PathOf(id));
        using var symbols = new Package(packages.PathOf(id, "snupkg"));
        using var assembly = new AssemblyImage(library.Read($"lib/net10.0/{id}.dll"));
        using var provider = MetadataReaderProvider.FromPortablePdbStream(new MemoryStream(symbols.Read($"lib/net10.0/{id}.pdb")));
        MetadataReader reader = provider.GetMetadataReader();

        Assert.StartsWith("/_/src/", assembly.Symbols.Path, StringComparison.Ordinal);
        Assert.DoesNotContain(reader.Documents, document => reader.GetString(reader.GetDocument(document).Name).Contains(Repository.Root, StringComparison.Ordinal));
    }

    private static bool HasSource(MetadataReader reader, DocumentHandle document) => reader.GetCustomDebugInformation(document)
        .Any(handle => reader.GetGuid(reader.GetCustomDebugInformation(handle).Kind) == EmbeddedSource);
}
