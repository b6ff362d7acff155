using HtpasswdAuth.Testing;

namespace HtpasswdAuth.Packages.Tests;

/// <summary>
/// The sources, copied to another place, give the very same assemblies. What is copied is what the Dockerfile copies, which so is shown
/// to be enough.
/// </summary>
public sealed class RebuildTests(PackedPackages packages)
{
    /// <summary>
    /// The generator of log methods, which is the SDK's, writes those of a class of several files in an order that is another one at each
    /// build; what Razor generates holds the path of the component. So these are made of the same files as the packed ones, and no more can be
    /// said.
    /// </summary>
    private static readonly string[] InNoOrder = ["HtpasswdAuth", "HtpasswdAuth.UI"];

    [Fact]
    public void Copy_of_the_sources_elsewhere_gives_the_same_bytes()
    {
        Assert.SkipUnless(Repository.Configuration == "Release", "Packages are made of release builds.");
        using TempDirectory copy = new();
        foreach (string source in Dockerfile.Read().Copied)
        {
            Repository.Copy(source, copy.Path);
        }

        string solution = Solution.Write(
            copy.File("copied.slnx"),
            [.. PackedPackages.Libraries.Append("HtpasswdAuth.Tool").Select(name => $"src/{name}/{name}.csproj"), "deploy/gateway/HtpasswdGateway.csproj"]);
        Dotnet.Run(copy.Path, "build", solution, "--configuration", "Release", "-p:RunAnalyzers=false", "-v:q");

        foreach (string id in PackedPackages.Libraries)
        {
            using var package = new Package(packages.PathOf(id));
            string rebuilt = copy.File($"src/{id}/bin/Release/net10.0/{id}.dll");
            if (InNoOrder.Contains(id))
            {
                AssertSameSources(id, rebuilt);
            }
            else
            {
                AssertSame(package.Read($"lib/net10.0/{id}.dll"), rebuilt);
            }
        }

        using var tool = new Package(packages.PathOf("HtpasswdAuth.Tool"));
        AssertSame(tool.Read("tools/net10.0/any/htauth.dll"), copy.File("src/HtpasswdAuth.Tool/bin/Release/net10.0/htauth.dll"));
    }

    private void AssertSameSources(string id, string rebuilt)
    {
        using var symbols = new Package(packages.PathOf(id, "snupkg"));
        var packed = new SymbolFile(symbols.Read($"lib/net10.0/{id}.pdb"));
        var ours = new SymbolFile(File.ReadAllBytes(Path.ChangeExtension(rebuilt, ".pdb")));

        Assert.Equal(Ordered(packed), Ordered(ours));
    }

    private static IEnumerable<string> Ordered(SymbolFile symbols) =>
        symbols.Written.Select(document => $"{document.Name} {document.Hash}").Order(StringComparer.Ordinal);

    private static void AssertSame(byte[] packed, string rebuilt) =>
        Assert.True(packed.AsSpan().SequenceEqual(File.ReadAllBytes(rebuilt)), $"{Path.GetFileName(rebuilt)} is another one when it is built elsewhere.");
}
