using System.Text.RegularExpressions;
using HtpasswdAuth.Testing;

namespace HtpasswdAuth.Faults.Tests;

/// <summary>Finds the system calls that a program makes on the files of one folder, and has one of them fail.</summary>
internal static partial class Strace
{
    private static readonly string[] WritingCalls =
    [
        "open", "openat", "write", "pwrite64", "fsync", "fdatasync", "syncfs", "fchmod", "fchown", "rename", "renameat", "renameat2",
        "link", "linkat", "unlink", "unlinkat", "ftruncate", "fsetxattr", "fgetxattr", "flistxattr", "fremovexattr", "statx", "fstat",
        "newfstatat", "fcntl", "flock", "lseek", "pread64", "readlink", "getdents64",
    ];

    /// <summary>The arguments that trace a program into a file.</summary>
    public static string[] Tracing(string trace) => [.. Command(trace), "-e", "trace=" + string.Join(',', WritingCalls.Select(call => "?" + call))];

    /// <summary>The same, where one call fails in place of being made.</summary>
    public static string[] Failing(string trace, SystemCall call, string error) =>
        [.. Command(trace), "-e", "trace=" + call.Name, "-e", $"inject={call.Name}:error={error}:when={call.Ordinal}"];

    /// <summary>The same, where one call in so many of each thread fails.</summary>
    public static string[] FailingAgain(string trace, string call, string error, int every) =>
        [.. Command(trace), "-e", "trace=" + call, "-e", $"inject={call}:error={error}:when={every}+{every}"];

    /// <summary>The same, where the process is killed before a call.</summary>
    public static string[] Killing(string trace, SystemCall call) =>
        [.. Command(trace), "-e", "trace=" + call.Name, "-e", $"inject={call.Name}:signal=KILL:when={call.Ordinal}"];

    /// <summary>The calls of a trace that concern the folder, each with its number among the calls of that name by its thread.</summary>
    public static IReadOnlyList<SystemCall> CallsIn(string trace, string folder)
    {
        Dictionary<(string Thread, string Name), int> counts = [];
        List<SystemCall> calls = [];
        foreach (string line in File.ReadLines(trace))
        {
            Match match = Call().Match(line);
            if (match.Success)
            {
                (string, string) key = (match.Groups["thread"].Value, match.Groups["name"].Value);
                counts[key] = counts.GetValueOrDefault(key) + 1;
                if (line.Contains(folder + "/", StringComparison.Ordinal) || line.Contains(folder + ">", StringComparison.Ordinal)
                    || line.Contains(folder + "\"", StringComparison.Ordinal))
                {
                    calls.Add(new(match.Groups["name"].Value, counts[key]));
                }
            }
        }

        return calls;
    }

    /// <summary>Whether the failed call was one on a file of the folder.</summary>
    public static bool HasFailedIn(string trace, string folder) => File.ReadLines(trace)
        .Any(line => line.EndsWith("(INJECTED)", StringComparison.Ordinal) && line.Contains(folder, StringComparison.Ordinal));

    private static string[] Command(string trace) => [ExternalTool.Require("strace"), "-f", "-y", "-qq", "-s", "0", "-o", trace];

    [GeneratedRegex(@"^(?<thread>\d+) +(?<name>\w+)\(")]
    private static partial Regex Call();
}

/// <summary>One call of a thread.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Ordinal">Its number among the thread's calls of that name.</param>
internal sealed record SystemCall(string Name, int Ordinal)
{
    /// <summary>Gets whether it changes something, or is waited for as if it did.</summary>
    public bool IsWriting => Name is "write" or "pwrite64" or "fsync" or "fdatasync" or "syncfs" or "fchmod" or "fchown" or "ftruncate"
        or "rename" or "renameat" or "renameat2" or "link" or "linkat" or "unlink" or "unlinkat" or "fsetxattr" or "fremovexattr";
}
