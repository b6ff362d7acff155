using System.Text.RegularExpressions;
using HtpasswdAuth.Testing;

namespace HtpasswdAuth.Packages.Tests;

/// <summary>
/// The trimmer looks at every member of our assemblies, with the whole framework, and has nothing to say of them. What it says of the
/// framework's own Razor components is not ours to mend: pages that are trimmed keep what they use, since HtpasswdAuth.UI is rooted here.
/// </summary>
public sealed partial class TrimmingTests(PackedPackages packages)
{
    private const string Program = """
        var builder = WebApplication.CreateSlimBuilder(args);
        builder.Services.AddAuthentication().AddHtpasswd("users.htpasswd");
        var app = builder.Build();
        app.UseHtpasswd();
        app.MapHtpasswdApi("/account");
        app.MapGet("/", () => "in");
        app.Run();
        """;

    [Fact]
    public async Task Trimmed_site_signs_in_and_no_warning_is_of_our_assemblies()
    {
        using TempDirectory directory = new();
        directory.Write("Trimmed.csproj", Project(packages.Version));
        directory.Write("Program.cs", Program);

        ToolResult published = Dotnet.TryRun(
            directory.Path, ["publish", "--use-current-runtime", "--configuration", "Release", "--output", directory.File("out"), .. packages.RestoreProperties]);

        SkipWithoutRuntime(published);
        Assert.True(published.ExitCode == 0, published.Output);
        Assert.DoesNotContain(
            Warning().Matches(published.Output).Select(match => match.Value).Distinct(),
            warning => !warning.Contains(": Microsoft.AspNetCore.Components.", StringComparison.Ordinal));
        await AssertSignsInAsync(directory);
    }

    private static string Project(string version) => $"""
        <Project Sdk="Microsoft.NET.Sdk.Web">
          <PropertyGroup>
            <TargetFramework>net10.0</TargetFramework>
            <ImplicitUsings>enable</ImplicitUsings>
            <SelfContained>true</SelfContained>
            <PublishTrimmed>true</PublishTrimmed>
            <TrimMode>full</TrimMode>
            <TrimmerSingleWarn>false</TrimmerSingleWarn>
            <EnableAotAnalyzer>true</EnableAotAnalyzer>
            <EnableSingleFileAnalyzer>true</EnableSingleFileAnalyzer>
          </PropertyGroup>
          <ItemGroup>
            <PackageReference Include="HtpasswdAuth.UI" Version="{version}" />
            <PackageReference Include="HtpasswdAuth.PostgreSql" Version="{version}" />
            <PackageReference Include="HtpasswdAuth.Sqlite" Version="{version}" />
            <TrimmerRootAssembly Include="{string.Join(';', PackedPackages.Libraries)}" />
          </ItemGroup>
        </Project>
        """;

    private async Task AssertSignsInAsync(TempDirectory directory)
    {
        ToolResult added = ExternalTool.Run(packages.Tool, ["htpasswd", "-cb5", directory.File("users.htpasswd"), "alice", "meadow-1851"]);
        Assert.True(added.ExitCode == 0, added.Error);
        string program = directory.File(Path.Combine("out", OperatingSystem.IsWindows() ? "Trimmed.exe" : "Trimmed"));
        await using RunningSite site = await RunningSite.StartAsync(program, directory.Path);

        Assert.Equal(401, await site.StatusAsync("/", "alice:wrong"));
        Assert.Equal(200, await site.StatusAsync("/", "alice:meadow-1851"));
    }

    /// <summary>A self-contained program needs the runtime as a package, which a machine may not be able to get.</summary>
    private static void SkipWithoutRuntime(ToolResult published)
    {
        bool missing = published.ExitCode != 0 && published.Output.Contains("error NU1101", StringComparison.Ordinal)
            && published.Output.Contains(".Runtime.", StringComparison.Ordinal);
        bool onServer = Environment.GetEnvironmentVariable("CI") is not (null or "" or "false");
        Assert.SkipWhen(missing && !onServer, "The runtime cannot be restored as a package here, so nothing can be trimmed.");
    }

    [GeneratedRegex(@"[^\n]*warning [A-Z]+\d+[^\n]*")]
    private static partial Regex Warning();
}
