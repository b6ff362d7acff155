using HtpasswdAuth.Testing;

namespace HtpasswdAuth.Packages.Tests;

/// <summary>
/// What somebody has after <c>dotnet new</c>: an empty web project with the quick start of the README, and each mode of our template.
/// All are built by one command; one that does not build spoils only the tests of its own.
/// </summary>
public sealed class BuiltSites : IDisposable
{
    public const string QuickStart = "QuickStart";
    public const string Password = "PasswordSite";
    public const string Pages = "PagesSite";
    public const string SecondFactor = "CodeSite";
    public const string Fleet = "FleetSite";

    private readonly TempDirectory _directory = new();
    private readonly PackedPackages _packages;
    private readonly ToolResult _build;

    public BuiltSites(PackedPackages packages)
    {
        _packages = packages;
        string home = Directory.CreateDirectory(_directory.File("home")).FullName;
        Dotnet.New(home, "install", packages.PathOf("HtpasswdAuth.Templates"));
        Instantiate(home, "htpasswd-site", Password);
        Instantiate(home, "htpasswd-site", Pages, "--mode", "password", "--pages");
        Instantiate(home, "htpasswd-site", SecondFactor, "--mode", "second-factor");
        Instantiate(home, "htpasswd-site", Fleet, "--mode", "fleet", "--pages");
        Instantiate(home, "web", QuickStart);
        File.WriteAllText(FileOf(QuickStart, "Program.cs"), QuickStartOfReadme());
        Refer(FileOf(QuickStart, QuickStart + ".csproj"), packages.Version);
        string solution = Solution.Write(_directory.File("sites.slnx"), All.Select(name => FileOf(name, name + ".csproj")));
        _build = Dotnet.TryRun(_directory.Path, ["build", solution, "--configuration", "Release", "-v:q", .. packages.RestoreProperties]);
    }

    public static string[] All => [QuickStart, Password, Pages, SecondFactor, Fleet];

    public string FileOf(string site, params string[] names) => Path.Combine([_directory.Path, site, .. names]);

    /// <summary>Adds a user as a README says it.</summary>
    public void AddUser(string site, string options = "-bB")
    {
        ToolResult added = ExternalTool.Run(_packages.Tool, ["htpasswd", options, FileOf(site, "users.htpasswd"), "alice", "meadow-1851"]);
        Assert.True(added.ExitCode == 0, added.Error);
    }

    /// <summary>Makes the key file that no node of a cluster makes by itself.</summary>
    public void MakeKey(string site)
    {
        ToolResult made = ExternalTool.Run(_packages.Tool, ["otp", "key", FileOf(site, "users.otp-key")]);
        Assert.True(made.ExitCode == 0, made.Error);
    }

    internal async Task<RunningSite> RunAsync(string site, params string[] settings)
    {
        string program = FileOf(site, "bin", "Release", "net10.0", site + ".dll");
        Assert.True(File.Exists(program), $"{site} was not built:\n{_build.Output}\n{_build.Error}");
        return await RunningSite.StartAsync(program, FileOf(site), settings);
    }

    public void Dispose() => _directory.Dispose();

    private static string QuickStartOfReadme() =>
        File.ReadAllText(Repository.File("README.md")).Split("```csharp\n")[1].Split("```")[0];

    /// <summary>What <c>dotnet add package</c> writes, without a restore of its own.</summary>
    private static void Refer(string project, string version)
    {
        string text = File.ReadAllText(project);
        Assert.Contains("</Project>", text, StringComparison.Ordinal);
        string reference = $"<ItemGroup><PackageReference Include=\"HtpasswdAuth\" Version=\"{version}\" /></ItemGroup></Project>";
        File.WriteAllText(project, text.Replace("</Project>", reference, StringComparison.Ordinal));
    }

    private void Instantiate(string home, string template, string name, params string[] options) =>
        Dotnet.New(home, [template, "--no-restore", "--output", FileOf(name), .. options]);
}
