namespace HtpasswdAuth;

/// <summary>Obeys one directive that is no container.</summary>
/// <param name="resolve">Makes the path of a user or group file absolute.</param>
internal sealed class HtaccessDirectives(Func<string, string> resolve)
{
    /// <exception cref="HtaccessException">It is not understood, or cannot be obeyed here.</exception>
    public void Obey(ConfigLine line, HtaccessScope scope)
    {
        string name = line.Name.ToLowerInvariant();
        if (name == "require")
        {
            scope.Rules.Add(RequireParser.Require(line, scope.Methods, scope.IsAll));
            return;
        }

        if (scope.IsInContainer)
        {
            throw new HtaccessException(line.Number, $"{LogText.Escape(line.Name)} is not allowed in a container of Require.");
        }

        bool isObeyed = TryHosts(name, line, scope)
            || TryAuthentication(name, line, scope.Settings)
            || DigestDirectives.TryObey(name, line, scope.Settings)
            || KnownDirectives.Ignored.Contains(line.Name)
            || IsHarmless(name, line);
        if (!isObeyed)
        {
            throw HtaccessException.Unsupported(line);
        }
    }

    private static bool TryHosts(string name, ConfigLine line, HtaccessScope scope)
    {
        switch (name)
        {
            case "order":
                scope.Settings.Order(scope.Methods, OrderOf(line));
                return true;
            case "satisfy":
                scope.Settings.Satisfy(scope.Methods, Choice(line, "any", "all"));
                return true;
            case "allow" or "deny":
                List<string> words = ConfigWords.Split(line.Arguments);
                if (words.Count < 2 || !words[0].Equals("from", StringComparison.OrdinalIgnoreCase))
                {
                    throw HtaccessException.Arguments(line, "is followed by 'from' and addresses");
                }

                words.Skip(1).Select(host => RequireParser.Host(line, host, scope.Methods)).ToList().ForEach(rule => scope.Settings.Host(name == "allow", rule));
                return true;
            default:
                return false;
        }
    }

    private static HostOrder OrderOf(ConfigLine line) => One(line).ToLowerInvariant() switch
    {
        "deny,allow" => HostOrder.DenyAllow,
        "allow,deny" or "mutual-failure" => HostOrder.AllowDeny,
        _ => throw HtaccessException.Arguments(line, "is followed by 'allow,deny', 'deny,allow' or 'mutual-failure', without a space"),
    };

    private static MergeMode MergeOf(ConfigLine line) => One(line).ToLowerInvariant() switch
    {
        "off" => MergeMode.Off,
        "and" => MergeMode.And,
        "or" => MergeMode.Or,
        _ => throw HtaccessException.Arguments(line, "is followed by Off, And or Or"),
    };

    /// <summary>What these say is what is done anyway; anything else they could say is not.</summary>
    private static bool IsHarmless(string name, ConfigLine line) => name switch
    {
        "authbasicprovider" => One(line).Equals("file", StringComparison.Ordinal),
        "authbasicauthoritative" => Choice(line, "on", "off"),
        "authbasicfake" or "rewriteengine" => !Choice(line, "on", "off"),
        "authbasicusedigestalgorithm" => One(line).Equals("off", StringComparison.OrdinalIgnoreCase),
        _ => false,
    };

    /// <summary>Which of two words the argument is.</summary>
    public static bool Choice(ConfigLine line, string yes, string no)
    {
        string word = One(line);
        return word.Equals(yes, StringComparison.OrdinalIgnoreCase)
            || (!word.Equals(no, StringComparison.OrdinalIgnoreCase) ? throw HtaccessException.Arguments(line, $"is followed by '{yes}' or '{no}'") : false);
    }

    /// <summary>The only argument.</summary>
    public static string One(ConfigLine line) =>
        ConfigWords.Split(line.Arguments) is [{ } only] ? only : throw HtaccessException.Arguments(line, "takes one argument; put quotes around one with spaces");

    private static string Plain(ConfigLine line)
    {
        string text = One(line);
        return text.Contains("%{", StringComparison.Ordinal)
            ? throw new HtaccessException(line.Number, "expressions (%{…}) are not supported. Write out what they stand for.")
            : text;
    }

    private bool TryAuthentication(string name, ConfigLine line, FolderSettingsBuilder settings)
    {
        switch (name)
        {
            case "authtype":
                settings.AuthType = Plain(line);
                return true;
            case "authname":
                settings.AuthName = Realm(line);
                return true;
            case "authuserfile":
                settings.UserFile = resolve(One(line));
                return true;
            case "authgroupfile":
                settings.GroupFile = resolve(One(line));
                return true;
            case "authmerging":
                settings.Merge(MergeOf(line));
                return true;
            case "authzsendforbiddenonfailure":
                settings.SendForbidden(Choice(line, "on", "off"));
                return true;
            default:
                return false;
        }
    }

    private static string Realm(ConfigLine line)
    {
        string realm = Plain(line);
        return realm.AsSpan().ContainsAnyExceptInRange(' ', '~')
            ? throw HtaccessException.Arguments(line, "must be printable ASCII: browsers disagree on everything else")
            : realm;
    }
}
