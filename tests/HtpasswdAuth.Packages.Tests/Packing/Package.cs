using System.IO.Compression;
using System.Xml.Linq;

namespace HtpasswdAuth.Packages.Tests;

/// <summary>A package as a file that one looks into.</summary>
internal sealed class Package : IDisposable
{
    private static readonly string[] Housekeeping = ["_rels/", "package/", "[Content_Types].xml"];

    private readonly ZipArchive _archive;

    public Package(string path)
    {
        _archive = ZipFile.OpenRead(path);
        using Stream nuspec = _archive.Entries.Single(entry => entry.FullName.EndsWith(".nuspec", StringComparison.Ordinal)).Open();
        Metadata = XDocument.Load(nuspec).Root!.Elements().Single(element => element.Name.LocalName == "metadata");
    }

    public XElement Metadata { get; }

    /// <summary>What it holds beside what every package does, in order.</summary>
    public IEnumerable<string> Files => _archive.Entries.Select(entry => entry.FullName)
        .Where(name => !name.EndsWith(".nuspec", StringComparison.Ordinal) && !Housekeeping.Any(start => name.StartsWith(start, StringComparison.Ordinal)))
        .Order(StringComparer.Ordinal);

    /// <summary>Each with its version.</summary>
    public IEnumerable<string> Dependencies => Named("dependency").Select(element => $"{element.Attribute("id")!.Value} {element.Attribute("version")!.Value}");

    public string? this[string name] => Named(name).SingleOrDefault()?.Value;

    public IEnumerable<XElement> Named(string name) => Metadata.Descendants().Where(element => element.Name.LocalName == name);

    public byte[] Read(string name)
    {
        using Stream stream = _archive.GetEntry(name)!.Open();
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return bytes.ToArray();
    }

    public void Dispose() => _archive.Dispose();
}
