namespace HtpasswdAuth.Tool;

/// <summary>Reads what one block of nginx's configuration says of access.</summary>
internal sealed class NginxAccess(MigrationNotes notes, string prefix)
{
    public static bool Decides(string name) => name is "auth_basic" or "auth_basic_user_file" or "satisfy" or "allow" or "deny" or "auth_request" or "auth_jwt";

    public AccessSettings Read(List<ConfigNode> nodes, AccessSettings outer)
    {
        AccessSettings settings = outer;
        List<ConfigNode> hosts = [];
        List<ConfigNode> conditions = [.. nodes.Where(node => node.Name is "limit_except" or "if").SelectMany(node => node.Children ?? []).Where(node => Decides(node.Name))];
        foreach (ConfigNode node in nodes.Concat(conditions))
        {
            if (node.Name is "allow" or "deny")
            {
                hosts.Add(node);
            }
            else if (Decides(node.Name))
            {
                settings = ReadDirective(node, settings) with { Source = node };
            }
        }

        return hosts.Count == 0 ? settings : settings with { Hosts = Hosts(hosts), Source = settings.Source ?? hosts[0] };
    }

    private AccessSettings ReadDirective(ConfigNode node, AccessSettings settings)
    {
        switch (node.Name)
        {
            case "auth_basic":
                return ReadBasic(node, settings);
            case "auth_basic_user_file":
                RemarkVariable(node);
                return settings with { UserFile = Path.GetFullPath(node.First, prefix) };
            case "satisfy":
                return settings with { IsAnyEnough = node.First == "any" };
            case "auth_request" when node.First == "off":
                return settings with { Require = settings.AuthType == "basic" ? RuleNode.ValidUser : null };
            default:
                RuleNode asked = HttpdRequire.Unsupported(node, "asks another server who is let in", "if that only checked passwords, AddHtpasswd takes its place; otherwise write a policy that asks it. For other backends behind nginx, MapForwardAuth answers such questions", notes);
                return settings with { Require = settings.IsAnyEnough == true && settings.AuthType == "basic" ? RuleNode.ValidUser : asked };
        }
    }

    private AccessSettings ReadBasic(ConfigNode node, AccessSettings settings)
    {
        if (node.First == "off")
        {
            return settings with { AuthType = "none", Require = settings.Require == RuleNode.ValidUser ? null : settings.Require };
        }

        RemarkVariable(node);
        string? realm = node.First.Contains('$', StringComparison.Ordinal) ? null : node.First;
        RuleNode rule = settings.Require is { Kind: RuleKind.Unsupported } asked && settings.IsAnyEnough != true ? asked : RuleNode.ValidUser;
        return settings with { AuthType = "basic", Realm = realm, Require = rule };
    }

    private void RemarkVariable(ConfigNode node)
    {
        if (node.First.Contains('$', StringComparison.Ordinal))
        {
            notes.Todo(node, "has a variable in it", "write what it stands for into appsettings.json, one scheme for each; until then the password is always asked for");
        }
    }

    /// <summary>The first that matches counts, and who matches none is let in.</summary>
    private RuleNode Hosts(List<ConfigNode> nodes)
    {
        List<string> networks = [];
        foreach (ConfigNode node in nodes)
        {
            bool allows = node.Name == "allow";
            if (node.First == "all")
            {
                return allows ? RuleNode.Granted : networks.Count > 0 ? RuleNode.Leaf(RuleKind.Network, networks) : RuleNode.Denied;
            }

            if (!allows)
            {
                return HttpdRequire.Unsupported(node, "keeps out networks", "do that in the firewall, or in a policy with RequireAssertion", notes);
            }

            if (NetworkText.IsNetwork(node.First))
            {
                networks.Add(node.First);
            }
            else
            {
                notes.Todo(node, "lets in what is no network", "clients over a Unix socket have no address; write a policy for them");
            }
        }

        return RuleNode.Granted;
    }
}
