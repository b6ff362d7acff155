using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace HtpasswdAuth.Packages.Tests;

/// <summary>An assembly that is looked at without being loaded.</summary>
internal sealed class AssemblyImage : IDisposable
{
    private readonly PEReader _reader;

    public AssemblyImage(byte[] image) => _reader = new PEReader(new MemoryStream(image));

    /// <summary>The full names of its public types that are not nested.</summary>
    public IEnumerable<string> PublicTypes
    {
        get
        {
            MetadataReader metadata = _reader.GetMetadataReader();
            return [.. metadata.TypeDefinitions
                .Select(metadata.GetTypeDefinition)
                .Where(type => (type.Attributes & System.Reflection.TypeAttributes.VisibilityMask) == System.Reflection.TypeAttributes.Public)
                .Select(type => $"{metadata.GetString(type.Namespace)}.{metadata.GetString(type.Name)}")];
        }
    }

    /// <summary>Which symbols belong to it, and where the compiler says it wrote them.</summary>
    public (Guid Id, string Path) Symbols
    {
        get
        {
            DebugDirectoryEntry entry = _reader.ReadDebugDirectory().Single(entry => entry.Type == DebugDirectoryEntryType.CodeView);
            CodeViewDebugDirectoryData data = _reader.ReadCodeViewDebugDirectoryData(entry);
            return (data.Guid, data.Path);
        }
    }

    public void Dispose() => _reader.Dispose();
}
