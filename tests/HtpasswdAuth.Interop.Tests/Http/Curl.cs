using System.Globalization;
using HtpasswdAuth.Testing;

namespace HtpasswdAuth.Interop.Tests;

/// <summary>The real curl.</summary>
internal static class Curl
{
    /// <summary>The status of a page, asked for with <c>curl -u</c>, or with no credentials.</summary>
    public static int Status(string url, string? userAndPassword = null) => int.Parse(
        Run(["--output", OperatingSystem.IsWindows() ? "NUL" : "/dev/null", "--write-out", "%{http_code}"], url, userAndPassword), CultureInfo.InvariantCulture);

    public static string Body(string url, string? userAndPassword = null) => Run(["--fail"], url, userAndPassword);

    private static string Run(string[] options, string url, string? userAndPassword)
    {
        string[] user = userAndPassword is null ? [] : ["--user", userAndPassword];

        // A proxy of the machine's own has nothing to do with loopback.
        ToolResult result = ExternalTool.Run("curl", ["--silent", "--show-error", "--noproxy", "*", "--path-as-is", .. options, .. user, url]);
        Assert.True(result.ExitCode == 0, $"curl {url}: {result.Error}");
        return result.Output;
    }
}
