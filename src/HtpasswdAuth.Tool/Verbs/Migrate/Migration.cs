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
        return new HttpdSite(notes, closed, parser.ServerRoot).Read(nodes);
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
