using HtpasswdAuth.Testing;

namespace HtpasswdAuth.Faults.Tests;

/// <summary>The command line as a process of its own.</summary>
internal static class Htauth
{
    private const string Program = "htauth";

    public static ToolResult Run(params string[] arguments) => DotnetProgram.Run(Program, arguments);

    /// <param name="wrapper">A program, with arguments, that starts it: strace, prlimit, unshare.</param>
    /// <param name="arguments">Those of <c>htauth</c>.</param>
    public static ToolResult RunIn(string[] wrapper, params string[] arguments) => DotnetProgram.Run(Program, arguments, wrapper);
}
