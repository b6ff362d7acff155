using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace HtpasswdAuth.Testing;

/// <summary>PostgreSQL's programs as Debian keeps them, run as somebody else where the tests are root: the server refuses root.</summary>
internal static partial class PostgreSqlPrograms
{
    public const string ServerUser = "postgres";

    private const string Root = "/usr/lib/postgresql";

    public static string Require(string program) =>
        Versions().Select(directory => Path.Combine(directory, "bin", program)).FirstOrDefault(File.Exists)
        ?? throw ExternalTool.Missing("postgresql");

    /// <summary>Gives a directory to the user that the server runs as.</summary>
    public static void HandOver(string directory)
    {
        if (Environment.IsPrivilegedProcess)
        {
            Check(ExternalTool.Run("chown", ["-R", ServerUser, directory]));
        }
    }

    public static void Run(string program, params string[] arguments)
    {
        string[] command = [.. Wrapper(), Require(program), .. arguments];
        Check(ExternalTool.Run(command[0], command[1..]));
    }

    public static bool TryRun(string program, params string[] arguments) => ExternalTool.Run(Require(program), arguments).ExitCode == 0;

    /// <summary>Starts the server itself: the wrapper becomes it, so that the process id is the server's.</summary>
    public static Process Start(string program, string log, params string[] arguments)
    {
        string[] command = [.. Wrapper(), "sh", "-c", "exec \"$@\" >>\"$0\" 2>&1", log, Require(program), .. arguments];
        var start = new ProcessStartInfo(ExternalTool.Require(command[0])) { RedirectStandardInput = true };
        foreach (string argument in command[1..])
        {
            start.ArgumentList.Add(argument);
        }

        return Process.Start(start)!;
    }

    private static string[] Wrapper() => Environment.IsPrivilegedProcess
        ? ["setpriv", "--reuid", ServerUser, "--regid", ServerUser, "--clear-groups", "--"]
        : [];

    private static IEnumerable<string> Versions() => Directory.Exists(Root)
        ? Directory.GetDirectories(Root)
            .Where(path => Number().IsMatch(Path.GetFileName(path)))
            .OrderByDescending(path => int.Parse(Path.GetFileName(path), CultureInfo.InvariantCulture))
        : [];

    private static void Check(ToolResult result)
    {
        if (result.ExitCode != 0)
        {
            throw new InvalidOperationException($"Exit code {result.ExitCode}: {result.Output} {result.Error}");
        }
    }

    [GeneratedRegex("^[0-9]{1,4}$")]
    private static partial Regex Number();
}
