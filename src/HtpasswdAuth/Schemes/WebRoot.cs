using Microsoft.AspNetCore.Hosting;

namespace HtpasswdAuth;

/// <summary>Tells what lies where a static file server would hand it out.</summary>
internal static class WebRoot
{
    /// <summary>What is said of a file that lies there.</summary>
    public static string Error(string setting) =>
        $"{setting} lies under the web root, where it could be downloaded. Move it out, for example beside appsettings.json.";

    public static bool Contains(IWebHostEnvironment environment, string path)
    {
        if (string.IsNullOrEmpty(environment.WebRootPath))
        {
            return false;
        }

        // Both as they are named and as they are linked: either way of reaching the file would serve it.
        string webRoot = WithSeparator(environment.WebRootPath);
        string realWebRoot = WithSeparator(ResolvedLinks.ResolveOrKeep(Path.GetFullPath(environment.WebRootPath)));
        return IsUnder(path, webRoot) || IsUnder(ResolvedLinks.ResolveOrKeep(Path.GetFullPath(path)), realWebRoot);
    }

    private static string WithSeparator(string directory) => Path.TrimEndingDirectorySeparator(Path.GetFullPath(directory)) + Path.DirectorySeparatorChar;

    // Ignoring case everywhere: refusing a place that only looks like the web root is the safe mistake.
    private static bool IsUnder(string path, string directory) => path.StartsWith(directory, StringComparison.OrdinalIgnoreCase);
}
