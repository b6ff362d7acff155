using System.Security;

namespace HtpasswdAuth.Packages.Tests;

/// <summary>Several projects for one command.</summary>
internal static class Solution
{
    public static string Write(string path, IEnumerable<string> projects)
    {
        IEnumerable<string> lines = projects.Select(project => $"  <Project Path=\"{SecurityElement.Escape(project)}\" />\n");
        File.WriteAllText(path, $"<Solution>\n{string.Concat(lines)}</Solution>\n");
        return path;
    }
}
