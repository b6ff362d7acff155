using System.Globalization;

namespace HtpasswdAuth.Tool;

/// <summary>Reads what one section of httpd's configuration says of access.</summary>
internal sealed class HttpdSection(MigrationNotes notes, string serverRoot)
{
    private readonly List<RuleNode> _rules = [];
    private readonly List<AccessSettings> _limits = [];
    private readonly HttpdHosts _hosts = new(notes);
    private AccessSettings _settings = AccessSettings.None;

    /// <summary>Gets the sections within that name files, with what is around them.</summary>
    public List<ConfigNode> Files { get; } = [];

    public AccessSettings Read(ConfigNode section)
    {
        foreach (ConfigNode node in section.Children ?? [])
        {
            ReadNode(node);
        }

        RuleNode? rule = _rules.Count > 0 ? RuleNode.Any(_rules) : null;
        RuleNode? hosts = _hosts.ToRule();
        foreach (AccessSettings limit in _limits)
        {
            rule = Both(rule, limit.Require);
            hosts = Both(hosts, limit.Hosts);
        }

        return _settings with { Require = rule, Hosts = hosts, Source = AccessDirectives.Decides(section) ? section : null };
    }

    private static RuleNode? Both(RuleNode? left, RuleNode? right) =>
        left is null ? right : right is null ? left : RuleNode.All(left, right);

    private void ReadNode(ConfigNode node)
    {
        if (node.Children is not null)
        {
            ReadInner(node);
        }
        else if (node.Is("Require"))
        {
            _rules.Add(HttpdRequire.Read(node, notes));
        }
        else if (!_hosts.TryRead(node) && !TryIdentity(node) && !TryOption(node))
        {
            AccessDirectives.Remark(node, notes);
        }
    }

    private void ReadInner(ConfigNode node)
    {
        if (HttpdRequire.IsContainer(node))
        {
            _rules.Add(HttpdRequire.ReadContainer(node, notes));
        }
        else if (!AccessDirectives.Decides(node))
        {
            node.Children!.ForEach(child => AccessDirectives.Remark(child, notes));
        }
        else if (node.Is("Files") || node.Is("FilesMatch"))
        {
            Files.Add(node);
        }
        else if (node.Is("Limit") || node.Is("LimitExcept"))
        {
            notes.Todo(node, "has rules for some methods", "here they hold for every method; where that is too strict, map the methods one by one");
            AccessSettings limit = new HttpdSection(notes, serverRoot).Read(node);
            _settings = _settings.With(limit with { Require = null, Hosts = null, IsAnyEnough = null });
            _limits.Add(limit);
        }
        else
        {
            _limits.Add(AccessSettings.None with { Require = HttpdRequire.Unsupported(node, "has rules under a condition", "write them without", notes) });
        }
    }

    private bool TryIdentity(ConfigNode node)
    {
        switch (node.Name.ToLowerInvariant())
        {
            case "authtype":
                ReadType(node);
                return true;
            case "authname":
                _settings = _settings with { Realm = node.First };
                return true;
            case "authuserfile":
                _settings = _settings with { UserFile = Resolve(node) };
                return true;
            case "authgroupfile":
                _settings = _settings with { GroupFile = Resolve(node) };
                return true;
            case "authmerging":
                _settings = _settings with { Merging = node.First.ToLowerInvariant() };
                return true;
            case "satisfy":
                _settings = _settings with { IsAnyEnough = node.First.Equals("any", StringComparison.OrdinalIgnoreCase) };
                return true;
            default:
                return false;
        }
    }

    private void ReadType(ConfigNode node)
    {
        string type = node.First.ToLowerInvariant();
        if (type == "form")
        {
            notes.Todo(node, "has people sign in by a form", "the program asks by Basic; switch on SignInForm (docs/sign-in-form.md), which has its own pages");
            type = "basic";
        }

        _settings = _settings with { AuthType = type };
    }

    private string Resolve(ConfigNode node)
    {
        if (node.First.Contains("${", StringComparison.Ordinal))
        {
            notes.Todo(node, "names a file by a variable that is not defined here", "write the path into appsettings.json; until then everybody is answered 503");
        }

        return Path.GetFullPath(node.First, serverRoot);
    }

    private bool TryOption(ConfigNode node)
    {
        switch (node.Name.ToLowerInvariant())
        {
            case "authbasicprovider" or "authdigestprovider":
                ReadProviders(node);
                return true;
            case "authbasicauthoritative":
                Expect(node, node.IsOn, "leaves users that are not in the file to other modules", "they are refused here; add their scheme to the policy");
                return true;
            case "authbasicusedigestalgorithm":
                _settings = _settings with { IsBasicOverDigest = !node.First.Equals("off", StringComparison.OrdinalIgnoreCase) };
                return true;
            case "authdigestalgorithm":
                Expect(node, node.First.Equals("MD5", StringComparison.OrdinalIgnoreCase), "names an algorithm that httpd never had", "MD5 and SHA-256 are offered, as the file has hashes");
                return true;
            case "authdigestqop":
                Expect(node, node.First.Equals("auth", StringComparison.OrdinalIgnoreCase), "asks for another protection than auth", "auth is always asked for; AllowAuthInt adds auth-int");
                return true;
            case "authdigestdomain":
                _settings = _settings with { Domain = string.Join(' ', node.Words) };
                return true;
            case "authdigestnoncelifetime":
                ReadLifetime(node);
                return true;
            default:
                return false;
        }
    }

    private void ReadProviders(ConfigNode node)
    {
        bool hasFile = node.Words.Any(word => word.Equals("file", StringComparison.OrdinalIgnoreCase));
        Expect(node, hasFile && node.Words.Count == 1, "looks for passwords elsewhere than in a file", "bring those users into a password file, or add their scheme to the policy");
        _settings = hasFile ? _settings : _settings with { UserFile = "" };
    }

    private void ReadLifetime(ConfigNode node)
    {
        const int Least = 10;
        const int Day = 86_400;
        bool valid = int.TryParse(node.First, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int seconds) && seconds is >= Least and <= Day;
        Expect(node, valid, "gives nonces a life that is not had here", "10 seconds to a day; 5 minutes are taken, and replays are refused anyway");
        _settings = valid ? _settings with { NonceLifetime = TimeSpan.FromSeconds(seconds).ToString("c", CultureInfo.InvariantCulture) } : _settings;
    }

    private void Expect(ConfigNode node, bool holds, string effect, string advice)
    {
        if (!holds)
        {
            notes.Todo(node, effect, advice);
        }
    }
}
