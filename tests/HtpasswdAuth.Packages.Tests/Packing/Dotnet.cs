using System.Diagnostics;
using HtpasswdAuth.Testing;

namespace HtpasswdAuth.Packages.Tests;

/// <summary>The SDK's command line, as somebody uses it who knows nothing of this repository.</summary>
internal static class Dotnet
{
    /// <summary>Runs a command and has it succeed.</summary>
    public static string Run(string directory, params string[] arguments)
    {
        ToolResult result = TryRun(directory, arguments);
        Assert.True(result.ExitCode == 0, $"dotnet {string.Join(' ', arguments)}\n{result.Output}\n{result.Error}");
        return result.Output;
    }

    public static ToolResult TryRun(string directory, params string[] arguments) => Run(Start("dotnet", directory, arguments));

    /// <summary>Runs <c>dotnet new</c> with templates that are installed for <paramref name="home"/> only.</summary>
    public static void New(string home, params string[] arguments)
    {
        ProcessStartInfo start = Start("dotnet", home, ["new", .. arguments]);
        start.Environment["DOTNET_CLI_HOME"] = home;
        ToolResult result = Run(start);
        Assert.True(result.ExitCode == 0, $"dotnet new {string.Join(' ', arguments)}\n{result.Output}\n{result.Error}");
    }

    /// <summary>A program as it is started outside of any build.</summary>
    public static ProcessStartInfo Start(string program, string directory, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = directory, RedirectStandardOutput = true, RedirectStandardError = true };
        string[] ofBuilds = [.. start.Environment.Keys.Where(name => name.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase))];
        foreach (string name in (string[])[.. ofBuilds, "ASPNETCORE_ENVIRONMENT", "DOTNET_ENVIRONMENT", "ASPNETCORE_URLS", "ASPNETCORE_HTTP_PORTS"])
        {
            start.Environment.Remove(name);
        }

        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        return start;
    }

    private static ToolResult Run(ProcessStartInfo start)
    {
        using Process process = Process.Start(start)!;
        Task<string> error = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return new ToolResult(process.ExitCode, output, error.Result);
    }
}
