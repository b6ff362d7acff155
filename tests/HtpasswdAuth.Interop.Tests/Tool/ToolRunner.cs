using System.Diagnostics;
using System.Text;
using HtpasswdAuth.Testing;

namespace HtpasswdAuth.Interop.Tests;

/// <summary>Runs scripts with either Apache's programs or ours under the names htpasswd and htdigest.</summary>
internal sealed class ToolRunner : IDisposable
{
    // .NET ignores SIGPIPE and its children inherit that. A shell of an administrator does not: there an echo into a program
    // that has ended dies in silence instead of complaining, now and then, depending on who was faster.
    private static readonly string[] Shell = ["env", "--default-signal=PIPE", "sh", "-c"];

    private readonly TempDirectory _programs = new();

    private ToolRunner(string htpasswd, string htdigest)
    {
        // An account that is not root's runs them as well.
        Process.Start("chmod", ["755", _programs.Path])!.WaitForExit();
        File.CreateSymbolicLink(_programs.File("htpasswd"), htpasswd);
        File.CreateSymbolicLink(_programs.File("htdigest"), htdigest);
    }

    public static string OurProgram => Path.Combine(AppContext.BaseDirectory, "htauth");

    public static ToolRunner Ours() => new(OurProgram, OurProgram);

    public static ToolRunner Apache() => new(ExternalTool.Require("htpasswd"), ExternalTool.Require("htdigest"));

    public ToolOutcome Run(ToolCase toolCase)
    {
        using var directory = new TempDirectory();
        string script = ToolCases.Prelude + toolCase.Script;
        (int exitCode, string output, string error) = toolCase.Typed is { } typed
            ? RunOnTerminal(script, typed, directory.Path)
            : RunWithoutTerminal(script, directory.Path);
        string[] files = [.. Directory.EnumerateFiles(directory.Path, "*", SearchOption.AllDirectories)
            .Where(path => !FolderContent.IsKept(Path.GetFileName(path)))
            .Where(path => File.ResolveLinkTarget(path, returnFinalTarget: true) is not { } target || File.Exists(target.FullName))
            .Select(path => $"{Path.GetRelativePath(directory.Path, path)}: {Encoding.Latin1.GetString(File.ReadAllBytes(path))}")
            .Order(StringComparer.Ordinal)];
        return new ToolOutcome(exitCode, output, error, files);
    }

    public void Dispose() => _programs.Dispose();

    private (int ExitCode, string Output, string Error) RunWithoutTerminal(string script, string directory)
    {
        using Process process = Start(["setsid", "-w", "timeout", "15", .. Shell, script], directory);
        process.StandardInput.Close();
        Task<string> error = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output, error.Result);
    }

    private (int ExitCode, string Output, string Error) RunOnTerminal(string script, string[] typed, string directory)
    {
        using var terminal = new PseudoTerminal();
        string redirected = $"exec <{terminal.Name} >{terminal.Name} 2>&1; exec setsid -c -w timeout --foreground 15 env --default-signal=INT,PIPE sh -c \"$0\"";
        using Process process = Start(["sh", "-c", redirected, script], directory);
        foreach (string line in typed)
        {
            terminal.WaitForPrompt();
            terminal.Type(line);
        }

        string transcript = terminal.ReadToEnd(process);
        return (process.ExitCode, transcript, "");
    }

    private Process Start(string[] command, string directory)
    {
        var start = new ProcessStartInfo(command[0])
        {
            WorkingDirectory = directory,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.Latin1,
            StandardErrorEncoding = Encoding.Latin1,
        };
        start.Environment["PATH"] = _programs.Path + ":" + Environment.GetEnvironmentVariable("PATH");
        start.Environment["LC_ALL"] = "C";
        foreach (string word in command[1..])
        {
            start.ArgumentList.Add(word);
        }

        return Process.Start(start)!;
    }
}
