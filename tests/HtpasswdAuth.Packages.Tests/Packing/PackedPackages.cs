using System.Reflection;
using HtpasswdAuth.Testing;

[assembly: AssemblyFixture(typeof(HtpasswdAuth.Packages.Tests.PackedPackages))]

// Builds take all processors there are.
[assembly: CollectionBehavior(DisableTestParallelization = true)]

namespace HtpasswdAuth.Packages.Tests;

/// <summary>All packages, packed once, in a folder of their own and with a version that no other run has.</summary>
public sealed class PackedPackages : IDisposable
{
    public static readonly string[] Libraries = ["HtpasswdAuth.Credentials", "HtpasswdAuth", "HtpasswdAuth.UI", "HtpasswdAuth.PostgreSql", "HtpasswdAuth.Sqlite"];

    private readonly TempDirectory _directory = new();
    private readonly Lazy<string> _tool;

    public PackedPackages()
    {
        Folder = _directory.File("packages");
        string solution = Solution.Write(
            _directory.File("all.slnx"),
            [.. Libraries.Append("HtpasswdAuth.Tool").Select(name => Repository.File("src", name, name + ".csproj")), Repository.File("templates", "HtpasswdAuth.Templates.csproj")]);
        Dotnet.Run(
            Repository.Root, "pack", solution, "--no-build", "--configuration", Repository.Configuration, $"-p:PackageVersion={Version}", "--output", Folder, "-v:q");
        _tool = new Lazy<string>(InstallTool);
    }

    public string Version { get; } = $"0.1.0-test.{Guid.NewGuid():N}";

    /// <summary>Where the packages lie.</summary>
    public string Folder { get; }

    /// <summary>The program <c>htauth</c>, installed from its package.</summary>
    public string Tool => _tool.Value;

    /// <summary>
    /// What a build is told, to find the packages: the folder beside the machine's own sources, ours unpacked into a folder that goes with
    /// it, and everybody else's where earlier builds left them.
    /// </summary>
    public string[] RestoreProperties =>
    [
        $"-p:RestoreAdditionalProjectSources={Folder}",
        $"-p:RestorePackagesPath={_directory.File("unpacked")}",
        $"-p:RestoreFallbackFolders={PackagesOfOthers}",
    ];

    private static string PackagesOfOthers =>
        typeof(PackedPackages).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(data => data.Key == "NuGetPackageRoot").Value!;

    public string PathOf(string id, string extension = "nupkg") => Path.Combine(Folder, $"{id}.{Version}.{extension}");

    public void Dispose() => _directory.Dispose();

    private string InstallTool()
    {
        string folder = _directory.File("tools");
        Dotnet.Run(_directory.Path, "tool", "install", "HtpasswdAuth.Tool", "--version", Version, "--tool-path", folder, "--source", Folder);
        return Path.Combine(folder, OperatingSystem.IsWindows() ? "htauth.exe" : "htauth");
    }
}
