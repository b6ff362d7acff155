namespace HtpasswdAuth.Tool;

/// <summary>Finds in httpd's configuration which addresses there are, and who is let in at each.</summary>
internal sealed class HttpdSite(MigrationNotes notes, ClosedPatterns closed, string serverRoot)
{
    private readonly List<SiteHost> _hosts = [];
    private readonly SiteHost _main = new();

    public List<SitePath> Read(List<ConfigNode> nodes)
    {
        ReadServer(_main, nodes);
        List<SiteHost> hosts = _hosts.Count > 0 ? _hosts : [_main];
        foreach (SiteHost host in _hosts)
        {
            host.Root ??= _main.Root;
            host.Aliases.AddRange(_main.Aliases);
            host.Folders.InsertRange(0, _main.Folders);
            host.Locations.InsertRange(0, _main.Locations);
            host.Proxied.AddRange(_main.Proxied);
        }

        foreach (SiteSection section in _main.Folders.Concat(_hosts.SelectMany(host => host.Folders)).Distinct())
        {
            if (section.Settings.Source is { } source && section.Settings.Rule.AsksForUser && !hosts.Exists(host => HttpdPaths.Touches(host, section.Path)))
            {
                notes.Todo(source, "protects a folder that no DocumentRoot or Alias leads to", "it is not carried over; look how its files were reached");
            }
        }

        return [.. hosts.SelectMany(HttpdPaths.Of)];
    }

    private void ReadServer(SiteHost host, List<ConfigNode> nodes)
    {
        foreach (ConfigNode node in nodes)
        {
            if (node.Children is not null)
            {
                ReadSection(host, node);
            }
            else
            {
                ReadDirective(host, node);
            }
        }
    }

    private void ReadDirective(SiteHost host, ConfigNode node)
    {
        switch (node.Name.ToLowerInvariant())
        {
            case "servername":
                AddName(host, node, node.First);
                break;
            case "serveralias":
                node.Words.ToList().ForEach(name => AddName(host, node, name));
                break;
            case "documentroot":
                host.Root = FolderOf(node.First);
                break;
            case "alias" when node.Words.Count == 2:
                host.Aliases.Add((Address(node.First), FolderOf(node.Words[1])));
                break;
            case "proxypass" or "proxypassmatch" when node.Words.Count > 1:
                host.Proxied.Add(Address(node.First));
                AccessDirectives.Remark(node, notes);
                break;
            default:
                AccessDirectives.Remark(node, notes);
                break;
        }
    }

    private void ReadSection(SiteHost host, ConfigNode node)
    {
        switch (node.Name.ToLowerInvariant())
        {
            case "virtualhost":
                var inner = new SiteHost { Line = node.Line };
                ReadServer(inner, node.Children!);
                _hosts.Add(inner);
                break;
            case "directory" or "directorymatch":
                ReadPath(host, node, isFolder: true);
                break;
            case "location" or "locationmatch":
                ReadPath(host, node, isFolder: false);
                break;
            case "files" or "filesmatch":
                ReadFiles(node, AccessSettings.None);
                break;
            default:
                ReadOther(node);
                break;
        }
    }

    private void ReadOther(ConfigNode node)
    {
        if (node.Name.StartsWith("Auth", StringComparison.OrdinalIgnoreCase))
        {
            AccessDirectives.Remark(node, notes);
        }
        else if (AccessDirectives.Decides(node) && !node.Is("Proxy") && !node.Is("ProxyMatch"))
        {
            notes.Todo(node, "has rules under a condition", "they are not carried over; write them without the condition, and migrate again");
        }
    }

    private void ReadPath(SiteHost host, ConfigNode node, bool isFolder)
    {
        var reader = new HttpdSection(notes, serverRoot);
        AccessSettings settings = reader.Read(node);
        reader.Files.ForEach(file => ReadFiles(file, settings));
        bool isExpression = node.Name.EndsWith("Match", StringComparison.OrdinalIgnoreCase) || node.First == "~";
        string path = node.Words.Count > 0 ? node.Words[^1] : "/";
        if (isExpression || path.AsSpan().ContainsAny("*?["))
        {
            string pattern = isExpression ? path : ClosedPatterns.FromWildcard(path, isName: false);
            ReadPattern(host, node, settings, pattern, isFolder);
        }
        else if (isFolder)
        {
            host.Folders.Add(new SiteSection(FolderOf(path), settings));
        }
        else if (RoutePath.IsPlain(path))
        {
            host.Locations.Add(new SiteSection(Address(path), settings));
        }
        else
        {
            ReadPattern(host, node, settings, ClosedPatterns.FromWildcard(path, isName: false), isFolder);
        }
    }

    private void ReadPattern(SiteHost host, ConfigNode node, AccessSettings settings, string pattern, bool isFolder)
    {
        if (settings.Source is not null && (!isFolder || RuleSimplifier.Simplify(settings.Rule).Kind != RuleKind.Granted))
        {
            closed.Add(node, settings, isFolder ? host.Root ?? _main.Root ?? "" : "", pattern, isName: false);
        }
    }

    private void ReadFiles(ConfigNode node, AccessSettings around)
    {
        string name = node.Words.Count > 0 ? node.Words[^1] : "";
        bool isExpression = node.Is("FilesMatch") || node.First == "~";
        AccessSettings settings = around.With(new HttpdSection(notes, serverRoot).Read(node));
        bool isBuiltIn = name.StartsWith(isExpression ? @"^\.ht" : ".ht", StringComparison.Ordinal) && RuleSimplifier.Simplify(settings.Rule).Kind == RuleKind.Denied;
        if (AccessDirectives.Decides(node) && !isBuiltIn)
        {
            closed.Add(node, settings, "", isExpression ? name : ClosedPatterns.FromWildcard(name, isName: true), isName: true);
        }
    }

    private void AddName(SiteHost host, ConfigNode node, string name)
    {
        string plain = name.Contains("://", StringComparison.Ordinal) ? name[(name.IndexOf("://", StringComparison.Ordinal) + 3)..] : name;
        plain = plain.Split(':')[0].ToLowerInvariant();
        bool isWildcard = plain.AsSpan().ContainsAny("*?") && (!plain.StartsWith("*.", StringComparison.Ordinal) || plain.AsSpan(1).ContainsAny("*?"));
        if (isWildcard || plain.Contains("${", StringComparison.Ordinal))
        {
            notes.Todo(node, "names hosts by a pattern or a variable", "write them out in RequireHost; until then requests to them are not found");
            return;
        }

        if (!host.Names.Contains(plain))
        {
            host.Names.Add(plain);
        }
    }

    private string FolderOf(string path) => Path.TrimEndingDirectorySeparator(Path.GetFullPath(path, serverRoot));

    private static string Address(string path) => "/" + path.Trim('/');
}
