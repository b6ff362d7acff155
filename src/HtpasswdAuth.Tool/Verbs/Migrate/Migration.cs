using System.Text.RegularExpressions;

namespace HtpasswdAuth.Tool;

/// <summary>Reads the configuration of another server and writes a program that does the same.</summary>
internal sealed class Migration(MigrationNotes notes)
{
    private readonly ReferencedFiles _referenced = new(notes);

    public MigrationResult Run(string path, string? from)
    {
        MigrationSource source = MigrationSource.Of(path, from);
        return source.Kind == MigrationSource.Htaccess ? RunHtaccess(source.Paths[0]) : RunSite(source);
    }

    private MigrationResult RunHtaccess(string root)
    {
        var tree = new HtaccessTree(notes, _referenced, root);
        tree.Read();
        return new MigrationResult(ProgramWriter.WriteHtaccess(root, tree.HasRelativePath ? "/etc/httpd" : null), SettingsWriter.Write(new Dictionary<SchemePlan, string>()));
    }

    private MigrationResult RunSite(MigrationSource source)
    {
        var closed = new ClosedPatterns(notes);
        List<SitePath> paths = source.Kind == MigrationSource.Nginx ? ReadNginx(source.Paths, closed) : ReadHttpd(source.Paths, closed);
        SitePlan plan = new SitePlanner(notes).Plan(paths, closed.Patterns);
        if (closed.Patterns.Count == 0 && plan.Groups.All(group => group.Group.Outcome == AccessOutcome.Open))
        {
            notes.Add(new(SafeText.Show(source.Paths[0]), source.Kind, "configuration protects nothing", "if the site was protected, name the main file, so that what it includes is read", NeedsPerson: true));
        }

        foreach (SchemePlan scheme in plan.Schemes.Keys)
        {
            string? root = paths.Select(path => path.Folder).FirstOrDefault(folder => folder is not null && RoutePath.IsWithin(scheme.UserFile, folder));
            _referenced.Look(scheme.UserFile, scheme.IsDigest ? CheckedFileType.Htdigest : CheckedFileType.Htpasswd, root);
            if (scheme.GroupFile is { } groups)
            {
                _referenced.Look(groups, CheckedFileType.Htgroup, root);
            }
        }

        return new MigrationResult(ProgramWriter.Write(plan), SettingsWriter.Write(plan.Schemes));
    }

    private List<SitePath> ReadHttpd(IReadOnlyList<string> files, ClosedPatterns closed)
    {
        var parser = new HttpdParser(new ConfigFiles(), notes);
        List<ConfigNode> nodes = [.. files.SelectMany(parser.Parse)];
        List<SitePath> paths = new HttpdSite(notes, closed, parser.ServerRoot).Read(nodes);
        if (nodes.Exists(AllowsOverride))
        {
            CloseFoldersWithRules(paths, closed);
        }

        return paths;
    }

    private static bool AllowsOverride(ConfigNode node) =>
        (node.Is("AllowOverride") && !node.First.Equals("none", StringComparison.OrdinalIgnoreCase)) || (node.Children?.Exists(AllowsOverride) ?? false);

    /// <summary>Folders that bring rules of their own would be open without them.</summary>
    private void CloseFoldersWithRules(List<SitePath> paths, ClosedPatterns closed)
    {
        const int Most = 100;
        foreach ((string folder, string at) in paths.Where(path => Directory.Exists(path.Folder)).Select(path => (path.Folder!, path.At)).Distinct())
        {
            foreach (string file in HtaccessTree.Find(folder).Take(Most).Order(StringComparer.Ordinal))
            {
                string inner = Path.GetRelativePath(folder, Path.GetDirectoryName(file)!);
                closed.AddClosed($"^{Regex.Escape(at + (inner == "." ? "" : "/" + inner.Replace('\\', '/')))}(/|$)");
                notes.Add(new(SafeText.Show(file), HtaccessTree.FileName, "file has rules of its own, if AllowOverride lets them count", $"the folder is closed to everybody; serve {SafeText.Show(folder)} by UseHtaccess, which obeys them, or write them into the configuration and migrate again", NeedsPerson: true));
            }
        }
    }

    private List<SitePath> ReadNginx(IReadOnlyList<string> files, ClosedPatterns closed)
    {
        var parser = new NginxParser(new ConfigFiles(), notes);
        List<ConfigNode> nodes = [.. files.SelectMany(parser.Parse)];
        string prefix = Path.GetDirectoryName(Path.GetFullPath(files[0])) ?? "/";
        List<SitePath> paths = new NginxSite(notes, closed, prefix).Read(nodes);
        return paths.Count > 0 ? paths : throw new VerbException(ExitCodes.InvalidFile, $"{SafeText.Show(files[0])}: there is no server block in it; name nginx.conf, or the file of the site");
    }
}
