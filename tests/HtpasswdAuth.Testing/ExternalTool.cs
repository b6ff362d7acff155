using System.Diagnostics;
using System.Text;
using Xunit;

namespace HtpasswdAuth.Testing;

/// <summary>A program we did not write, such as Apache's <c>htpasswd</c>. Missing, it skips the test; under CI it fails it.</summary>
public static class ExternalTool
{
    private static readonly string[] SystemDirectories = ["/usr/sbin", "/usr/local/sbin", "/sbin"];

    public static string Require(string name)
    {
        string? path = Find(name);
        if (path is not null)
        {
            return path;
        }

        throw Missing(name);
    }

    /// <summary>Skips the test at home; on CI, what is returned is to be thrown.</summary>
    public static InvalidOperationException Missing(string name)
    {
        string reason = $"'{name}' is not installed; test.sh installs it where it can.";
        if (Environment.GetEnvironmentVariable("CI") is null or "" or "false")
        {
            Assert.Skip(reason);
        }

        return new InvalidOperationException(reason);
    }

    public static ToolResult Run(string name, IEnumerable<string> arguments, byte[]? input = null)
    {
        var start = new ProcessStartInfo(Require(name))
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
            StandardErrorEncoding = Encoding.UTF8,
        };
        foreach (string argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        using Process process = Process.Start(start)!;
        process.StandardInput.BaseStream.Write(input);
        process.StandardInput.Close();
        Task<string> error = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return new ToolResult(process.ExitCode, output, error.Result);
    }

    private static string? Find(string name)
    {
        IEnumerable<string> directories = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator);
        return directories.Concat(SystemDirectories)
            .Select(directory => Path.Combine(directory, name))
            .FirstOrDefault(File.Exists);
    }
}
