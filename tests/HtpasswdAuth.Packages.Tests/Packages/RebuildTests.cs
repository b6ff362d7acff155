using HtpasswdAuth.Testing;

namespace HtpasswdAuth.Packages.Tests;

/// <summary>
/// The sources, copied to another place, give the very same assemblies. What is copied is what the Dockerfile copies, which so is shown
/// to be enough.
/// </summary>
public sealed class RebuildTests(PackedPackages packages)
{
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
            AssertSame(package.Read($"lib/net10.0/{id}.dll"), copy.File($"src/{id}/bin/Release/net10.0/{id}.dll"));
        }

        using var tool = new Package(packages.PathOf("HtpasswdAuth.Tool"));
        AssertSame(tool.Read("tools/net10.0/any/htauth.dll"), copy.File("src/HtpasswdAuth.Tool/bin/Release/net10.0/htauth.dll"));
    }

    private static void AssertSame(byte[] packed, string rebuilt) =>
        Assert.True(packed.AsSpan().SequenceEqual(File.ReadAllBytes(rebuilt)), $"{Path.GetFileName(rebuilt)} is another one when it is built elsewhere.");
}
