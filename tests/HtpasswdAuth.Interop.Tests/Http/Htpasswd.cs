using System.Diagnostics;
using HtpasswdAuth.Testing;

namespace HtpasswdAuth.Interop.Tests;

/// <summary>Apache's own htpasswd.</summary>
internal static class Htpasswd
{
    public static int Run(params string[] arguments) => ExternalTool.Run("htpasswd", arguments).ExitCode;

    public static void Succeed(params string[] arguments)
    {
        ToolResult result = ExternalTool.Run("htpasswd", arguments);
        Assert.True(result.ExitCode == 0, result.Error);
    }

    /// <summary>Starts it without waiting for it.</summary>
    public static async Task<int> RunAsync(params string[] arguments)
    {
        var start = new ProcessStartInfo(ExternalTool.Require("htpasswd"), arguments) { RedirectStandardError = true };
        using Process process = Process.Start(start)!;
        await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode;
    }
}
