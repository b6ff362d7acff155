using System.Text;
using HtpasswdAuth.Testing;

namespace HtpasswdAuth.Faults.Tests;

/// <summary>One change of a file by <c>htauth</c>, done as often as needed, each time in a new folder.</summary>
/// <param name="Name">The name of the file.</param>
/// <param name="Before">Its content; <see langword="null"/> for none.</param>
/// <param name="Arguments">Those of <c>htauth</c>; FILE stands for the path, USERS for that of a password file beside it.</param>
internal sealed record FileChange(string Name, string? Before, string[] Arguments)
{
    private const string Users = "carol:{SHA}W6ph5Mm5Pz8GgiULbPgzG37mj9g=\nalice:{SHA}W6ph5Mm5Pz8GgiULbPgzG37mj9g=\n";

    /// <summary>Gets whether the file has a second name, so that it cannot be replaced.</summary>
    public bool IsInPlace { get; init; }

    /// <summary>Gets whether the file has a record beside it, as one that <c>htauth</c> wrote.</summary>
    public bool IsOurs { get; init; }

    /// <summary>Does it with nothing failing.</summary>
    public IReadOnlyList<SystemCall> Observe(string folder, out byte[] written)
    {
        string file = Prepare(folder);
        ToolResult result = Run(file, Strace.Tracing(folder + ".trace"));
        Assert.True(result.ExitCode == 0, result.Error);
        written = File.ReadAllBytes(file);
        return Strace.CallsIn(folder + ".trace", folder);
    }

    /// <summary>Does it with one call failing, and once more to have the folder cleared.</summary>
    /// <returns>What is wrong then; <see langword="null"/> for nothing.</returns>
    public string? Fail(string folder, SystemCall call, string error, byte[] written)
    {
        string file = Prepare(folder);
        ToolResult result = Run(file, Strace.Failing(folder + ".trace", call, error));
        string content = File.Exists(file) ? File.ReadAllText(file) : "";
        string expected = result.ExitCode == 0 ? Encoding.UTF8.GetString(written) : Before ?? "";
        if (content != expected)
        {
            return $"exit code {result.ExitCode} ({result.Error.Trim()}), content {content}";
        }

        ToolResult again = Run(file, []);
        string[] left = Leftovers.In(folder);
        return again.ExitCode != 0 || !File.ReadAllBytes(file).AsSpan().SequenceEqual(written)
            ? $"the next writer ends with {again.ExitCode}: {again.Error.Trim()}"
            : left.Length > 0 ? $"left behind: {string.Join(' ', left)}" : null;
    }

    /// <summary>Does it until that call, before which the process is killed.</summary>
    /// <returns>The file.</returns>
    public string Kill(string folder, SystemCall call)
    {
        string file = Prepare(folder);
        Run(file, Strace.Killing(folder + ".trace", call));
        return file;
    }

    private string Prepare(string folder)
    {
        string file = Path.Combine(folder, Name);
        if (Before is not null)
        {
            File.WriteAllText(file, Before);
        }

        File.WriteAllText(UsersBeside(file), Users);
        if (IsOurs)
        {
            Assert.Equal(0, Htauth.Run("accept", file).ExitCode);
        }

        if (IsInPlace)
        {
            ExternalTool.Run("ln", [file, Path.Combine(folder, "other-name")]);
        }

        return file;
    }

    private ToolResult Run(string file, string[] wrapper) => Htauth.RunIn(
        ["sh", "-c", "printf 'password\\npassword\\n' | exec \"$@\"", "sh", .. wrapper],
        [.. Arguments.Select(argument => argument switch { "FILE" => file, "USERS" => UsersBeside(file), _ => argument })]);

    private static string UsersBeside(string file) => Path.Combine(Path.GetDirectoryName(file)!, "beside");
}
