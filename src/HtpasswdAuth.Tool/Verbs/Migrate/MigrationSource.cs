namespace HtpasswdAuth.Tool;

/// <summary>What is to be migrated.</summary>
/// <param name="Kind">One of the constants.</param>
/// <param name="Paths">The folder of a tree, or the files that are read one after the other.</param>
internal sealed record MigrationSource(string Kind, IReadOnlyList<string> Paths)
{
    public const string Httpd = "httpd";
    public const string Nginx = "nginx";
    public const string Htaccess = "htaccess";

    private static readonly string[] MainFiles = ["httpd.conf", "apache2.conf", "nginx.conf"];

    /// <exception cref="VerbException">There is nothing to be read.</exception>
    public static MigrationSource Of(string path, string? from)
    {
        string full = Path.GetFullPath(path);
        if (Directory.Exists(full))
        {
            return VerbException.Guard(path, () => OfFolder(path, Path.TrimEndingDirectorySeparator(full), from));
        }

        if (from == Htaccess || (from is null && Path.GetFileName(full) == HtaccessTree.FileName))
        {
            return File.Exists(full)
                ? new MigrationSource(Htaccess, [Path.GetDirectoryName(full)!])
                : throw new VerbException(ExitCodes.FileAccess, $"{SafeText.Show(path)}: no such file; check the path");
        }

        return new MigrationSource(from ?? KindOf(new ConfigFiles().Read(full, 0)), [full]);
    }

    private static MigrationSource OfFolder(string path, string folder, string? from)
    {
        string[] main = [.. MainFiles.Select(name => Path.Combine(folder, name)).Where(File.Exists)];
        if (from == Htaccess || (from is null && main.Length == 0 && HtaccessTree.Find(folder).Any()))
        {
            return new MigrationSource(Htaccess, [folder]);
        }

        string[] files = main.Length > 0 ? main[..1] : [.. Directory.EnumerateFiles(folder, "*.conf").Order(StringComparer.Ordinal)];
        files = files.Length > 0 ? files : [.. Directory.EnumerateFiles(folder).Order(StringComparer.Ordinal)];
        return files.Length > 0
            ? new MigrationSource(from ?? KindOf(new ConfigFiles().Read(files[0], 0)), files)
            : throw new VerbException(ExitCodes.FileAccess, $"{SafeText.Show(path)}: there is no configuration in it; name a file, or a folder with .htaccess files");
    }

    /// <summary>httpd's sections are in angle brackets; nginx's directives end with a semicolon or a brace.</summary>
    private static string KindOf(string text)
    {
        string[] lines = [.. text.Split('\n').Select(line => line.Split('#')[0].Trim()).Where(line => line.Length > 0)];
        int nginx = lines.Count(line => line[^1] is ';' or '{' or '}');
        return nginx * 2 > lines.Length ? Nginx : Httpd;
    }
}
