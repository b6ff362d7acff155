using System.Diagnostics;

namespace HtpasswdAuth.Testing;

/// <summary>Starts a program of ours that lies beside the tests.</summary>
public static class DotnetProgram
{
    /// <param name="name">The assembly's name.</param>
    /// <param name="arguments">Those of the program.</param>
    /// <param name="wrapper">A program, with arguments, that starts it with other rights or limits; empty for none.</param>
    public static Process Start(string name, IEnumerable<string> arguments, params string[] wrapper)
    {
        string[] command = [.. wrapper, Environment.ProcessPath is { } host && Path.GetFileNameWithoutExtension(host) == "dotnet" ? host : "dotnet"];
        var start = new ProcessStartInfo(command[0]) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (string argument in (IEnumerable<string>)[.. command[1..], Path.Combine(AppContext.BaseDirectory, name + ".dll"), .. arguments])
        {
            start.ArgumentList.Add(argument);
        }

        return Process.Start(start)!;
    }

    public static ToolResult Run(string name, IEnumerable<string> arguments, params string[] wrapper)
    {
        using Process process = Start(name, arguments, wrapper);
        Task<string> error = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return new ToolResult(process.ExitCode, output.Trim(), error.Result);
    }
}
