using HtpasswdAuth.Testing;

namespace HtpasswdAuth.Interop.Tests;

/// <summary>The filter that we ship for fail2ban, or another, over lines of a log.</summary>
internal static class Fail2banFilter
{
    /// <summary>The one that fail2ban ships for httpd.</summary>
    public const string ApacheAuth = "/etc/fail2ban/filter.d/apache-auth.conf";

    /// <summary>Ours.</summary>
    public static string Own { get; } = RepositoryRoot.Of("deploy", "fail2ban", "filter.d", "htpasswdauth.conf");

    /// <summary>What both filters match in the log of a site: fail2ban's own for httpd, and ours.</summary>
    /// <param name="messages">Written as a console formatter with a time stamp in front does, embedded newlines and all.</param>
    public static string[] HostsInLogOf(IEnumerable<string> messages)
    {
        string[] lines = [.. messages.Select(message => $"[Sun Nov 22 10:00:00.123456 2026] {message}")];
        string[] hosts = HostsIn(lines, ApacheAuth);
        Assert.Equal(hosts, HostsIn(lines));
        return hosts;
    }

    /// <summary>The addresses that a filter finds, one for each line that it matches.</summary>
    public static string[] HostsIn(IEnumerable<string> lines, string? filter = null)
    {
        using var directory = new TempDirectory();
        string log = directory.Write("site.log", string.Join('\n', lines) + "\n");
        ToolResult result = ExternalTool.Run("fail2ban-regex", ["--out", "ip", log, filter ?? Own]);
        Assert.True(result.Error.Length == 0 || result.ExitCode is 0 or 1, result.Error);
        return result.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
    }
}
