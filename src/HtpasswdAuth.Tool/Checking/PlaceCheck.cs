namespace HtpasswdAuth.Tool;

/// <summary>Who can read the file besides the server: by its permissions, or through the web.</summary>
internal static class PlaceCheck
{
    private static readonly string[] WebFolders = ["wwwroot", "public_html", "htdocs"];

    public static void Run(FileReport report)
    {
        string path = Path.GetFullPath(report.File);
        if (!OperatingSystem.IsWindows())
        {
            UnixFileMode mode = File.GetUnixFileMode(path);
            if ((mode & UnixFileMode.OtherWrite) != 0)
            {
                report.Problems.Add(new(0, "WorldWritable", "everyone may write the file; chmod o-rwx, and chgrp to the server's group"));
            }
            else if ((mode & UnixFileMode.OtherRead) != 0)
            {
                report.Problems.Add(new(0, "WorldReadable", "everyone on this machine may read the file; chmod o-rwx, and chgrp to the server's group"));
            }
        }

        string[] folders = path.Split(Path.DirectorySeparatorChar);
        bool isServed = folders.SkipLast(1).Any(folder => WebFolders.Contains(folder, StringComparer.OrdinalIgnoreCase))
            || path.StartsWith("/var/www/html/", StringComparison.Ordinal);
        if (isServed)
        {
            report.Problems.Add(new(0, "UnderWebRoot", "the file lies where a server may deliver it to anyone; move it out of the web root"));
        }
    }
}
