using System.Collections.Immutable;
using System.Reflection.Metadata;

namespace HtpasswdAuth.Packages.Tests;

/// <summary>What a debugger learns of an assembly.</summary>
internal sealed class SymbolFile
{
    private static readonly Guid EmbeddedSource = new("0E8A571B-6926-466E-B4AD-8AB04611F5FE");

    public SymbolFile(byte[] image)
    {
        using var provider = MetadataReaderProvider.FromPortablePdbImage(ImmutableArray.Create(image));
        MetadataReader reader = provider.GetMetadataReader();
        Id = new BlobContentId(reader.DebugMetadataHeader!.Id).Guid;
        Documents = [.. reader.Documents.Select(handle => Read(reader, handle))];
    }

    /// <summary>The same as in the assembly it belongs to.</summary>
    public Guid Id { get; }

    /// <summary>The source files, in the compiler's order.</summary>
    public IReadOnlyList<(string Name, string Hash, bool HasSource)> Documents { get; }

    private static (string Name, string Hash, bool HasSource) Read(MetadataReader reader, DocumentHandle handle)
    {
        Document document = reader.GetDocument(handle);
        bool hasSource = reader.GetCustomDebugInformation(handle)
            .Any(information => reader.GetGuid(reader.GetCustomDebugInformation(information).Kind) == EmbeddedSource);
        return (reader.GetString(document.Name), Convert.ToHexString(reader.GetBlobBytes(document.Hash)), hasSource);
    }
}
