using System.Text.RegularExpressions;

namespace HtpasswdAuth.Tool;

/// <summary>Finds in nginx's configuration which addresses there are, and who is let in at each.</summary>
internal sealed class NginxSite(MigrationNotes notes, ClosedPatterns closed, string prefix)
{
    private readonly List<SitePath> _paths = [];

    public List<SitePath> Read(List<ConfigNode> nodes)
    {
        ReadBlock(nodes, new NginxScope([], "html", AccessSettings.None));
        return _paths;
    }

    private void ReadBlock(List<ConfigNode> nodes, NginxScope outer)
    {
        NginxScope scope = outer with { Settings = new NginxAccess(notes, prefix).Read(nodes, outer.Settings), Root = RootOf(nodes) ?? outer.Root };
        foreach (ConfigNode node in nodes)
        {
            switch (node.Name)
            {
                case "http":
                    ReadBlock(node.Children ?? [], scope);
                    break;
                case "server":
                    ReadServer(node, scope);
                    break;
                case "location":
                    ReadLocation(node, scope);
                    break;
                case "limit_except" or "if":
                    ReadCondition(node, scope);
                    break;
                default:
                    break;
            }
        }
    }

    private void ReadServer(ConfigNode node, NginxScope scope)
    {
        List<ConfigNode> nodes = node.Children ?? [];
        List<string> names = [];
        foreach (ConfigNode name in nodes.Where(child => child.Name == "server_name"))
        {
            names.AddRange(name.Words.Select(word => HostName(name, word)).OfType<string>());
        }

        NginxScope inner = scope with { Hosts = names };
        AddPath(nodes, inner, "/", isExact: false);
        ReadBlock(nodes, inner);
    }

    private void AddPath(List<ConfigNode> nodes, NginxScope scope, string path, bool isExact)
    {
        AccessSettings settings = new NginxAccess(notes, prefix).Read(nodes, scope.Settings);
        string root = RootOf(nodes) ?? scope.Root;
        string? alias = nodes.Find(node => node.Name == "alias")?.First;
        ConfigNode? proxy = nodes.Find(node => node.Name is "proxy_pass" or "fastcgi_pass" or "uwsgi_pass" or "grpc_pass" or "scgi_pass");
        if (proxy is not null)
        {
            notes.Todo(proxy, "hands requests to another server", "map a reverse proxy such as YARP in the group of this path; until then it answers 404");
        }

        string folder = Path.TrimEndingDirectorySeparator(Path.GetFullPath(alias ?? root, prefix));
        _paths.RemoveAll(known => known.Path == path && known.IsExact == isExact && ReferenceEquals(known.Hosts, scope.Hosts));
        _paths.Add(new SitePath(scope.Hosts, path, proxy is null ? folder : null, alias is null || path == "/" ? "" : path, settings, isExact));
    }

    private void ReadLocation(ConfigNode node, NginxScope scope)
    {
        List<ConfigNode> nodes = node.Children ?? [];
        string sign = node.Words.Count > 1 ? node.First : "";
        string path = node.Words.Count > 0 ? node.Words[^1] : "/";
        if (sign.StartsWith('~') || !RoutePath.IsPlain(path))
        {
            ReadPattern(node, nodes, scope, sign.StartsWith('~') ? path : "^" + Regex.Escape(path));
            return;
        }

        AddPath(nodes, scope, "/" + path.Trim('/'), isExact: sign == "=");
        bool asks = RuleSimplifier.Simplify(_paths[^1].Settings.Rule).Kind != RuleKind.Granted;
        if (asks && sign != "=" && !path.EndsWith('/') && _paths[^1].Settings.Rule != scope.Settings.Rule)
        {
            notes.Mention(node, $"is about all addresses that begin so, {SafeText.Show(path)}.html for example", "those that are not below it are closed to everybody; take the pattern away where there are none");
            closed.AddClosed("^" + Regex.Escape(path) + "[^/]");
        }

        if (!asks && sign == "=" && path != "/")
        {
            // Routing takes a slash at the end for nothing; nginx's exact address does not have it.
            closed.AddClosed("^" + Regex.Escape(path) + "/$");
        }

        ReadBlock(nodes, scope);
    }

    private void ReadPattern(ConfigNode node, List<ConfigNode> nodes, NginxScope scope, string pattern)
    {
        AccessSettings settings = new NginxAccess(notes, prefix).Read(nodes, scope.Settings);
        bool isSame = settings == scope.Settings;
        bool isBuiltIn = pattern is @"/\.ht" or @"^/\.ht";
        if (!isSame && !isBuiltIn)
        {
            closed.Add(node, settings, "", pattern, isName: false);
        }
    }

    private void ReadCondition(ConfigNode node, NginxScope scope)
    {
        List<ConfigNode> nodes = node.Children ?? [];
        if (nodes.Exists(child => NginxAccess.Decides(child.Name)))
        {
            notes.Todo(node, "has rules under a condition", "here they hold for every request to the address around it; map the methods one by one where that is too strict");
        }
        else if (nodes.Exists(child => child.Name == "return" && child.First is "401" or "403" or "404" or "444"))
        {
            notes.Todo(node, "refuses requests under a condition", "it is not carried over; write a middleware that does so before the endpoints");
        }
    }

    private string? HostName(ConfigNode node, string name)
    {
        if (name is "_" or "")
        {
            return null;
        }

        string plain = name.StartsWith('.') ? "*" + name : name;
        if (plain.StartsWith('~') || plain.EndsWith('*') || plain.Contains('$', StringComparison.Ordinal))
        {
            notes.Todo(node, "names hosts by a pattern", "write them out in RequireHost; until then requests to them are not found");
            return null;
        }

        return plain.ToLowerInvariant();
    }

    private static string? RootOf(List<ConfigNode> nodes) => nodes.Find(node => node.Name == "root")?.First;
}
