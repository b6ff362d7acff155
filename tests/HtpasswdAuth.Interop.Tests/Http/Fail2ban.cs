using HtpasswdAuth.Testing;

namespace HtpasswdAuth.Interop.Tests;

/// <summary>The real <c>fail2ban-regex</c> with the filter it ships for httpd.</summary>
internal static class Fail2ban
{
    private const string Filter = "/etc/fail2ban/filter.d/apache-auth.conf";

    /// <summary>Whom it would count a failure of: an address for each line that matches.</summary>
    /// <param name="directory">Where the log is written.</param>
    /// <param name="messages">As a console formatter with a time stamp in front writes them, embedded newlines and all.</param>
    public static string[] HostsIn(TempDirectory directory, IEnumerable<string> messages)
    {
        IEnumerable<string> lines = messages.Select(message => $"[Sun Nov 22 10:00:00.123456 2026] {message}");
        string log = directory.Write("site.log", string.Join('\n', lines) + "\n");
        ToolResult result = ExternalTool.Run("fail2ban-regex", ["--out", "ip", log, Filter]);
        Assert.True(result.Error.Length == 0 || result.ExitCode is 0 or 1, result.Error);
        return result.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
    }
}
