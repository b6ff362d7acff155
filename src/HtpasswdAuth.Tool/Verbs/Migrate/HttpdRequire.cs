namespace HtpasswdAuth.Tool;

/// <summary>Reads <c>Require</c> and its containers.</summary>
internal static class HttpdRequire
{
    public static bool IsContainer(ConfigNode node) => node.Is("RequireAll") || node.Is("RequireAny") || node.Is("RequireNone");

    public static RuleNode ReadContainer(ConfigNode node, MigrationNotes notes)
    {
        List<RuleNode> children = [];
        foreach (ConfigNode child in node.Children ?? [])
        {
            if (IsContainer(child))
            {
                children.Add(ReadContainer(child, notes));
            }
            else if (child.Is("Require"))
            {
                children.Add(Read(child, notes));
            }
            else
            {
                notes.Todo(child, "is not known among rules", "the rules around it let nobody in; write them by hand");
                children.Add(RuleNode.Unsupported);
            }
        }

        return node.Is("RequireAll") ? RuleNode.All(children) : node.Is("RequireAny") ? RuleNode.Any(children) : RuleNode.Not(RuleNode.Any(children));
    }

    public static RuleNode Read(ConfigNode node, MigrationNotes notes)
    {
        if (node.First.Equals("not", StringComparison.OrdinalIgnoreCase))
        {
            RuleNode refused = Read(node with { Words = [.. node.Words.Skip(1)] }, notes);
            Remark(node, refused, notes);
            return RuleNode.Not(refused);
        }

        string[] values = [.. node.Words.Skip(1)];
        if (values.Any(value => value.Contains("%{", StringComparison.Ordinal)))
        {
            return Unsupported(node, "compares with an expression", "write what it stands for, and migrate again", notes);
        }

        return (node.First.ToLowerInvariant(), values) switch
        {
            ("valid-user", _) => RuleNode.ValidUser,
            ("user", [_, ..]) => RuleNode.Leaf(RuleKind.User, values),
            ("group", [_, ..]) => RuleNode.Leaf(RuleKind.Group, values),
            ("ip", [_, ..]) => Networks(node, values, notes),
            ("local", _) => RuleNode.Leaf(RuleKind.Network, "local"),
            ("all", [string word]) when word.Equals("granted", StringComparison.OrdinalIgnoreCase) => RuleNode.Granted,
            ("all", [string word]) when word.Equals("denied", StringComparison.OrdinalIgnoreCase) => RuleNode.Denied,
            ("host" or "forward-dns", _) => Unsupported(node, "lets in by the name of a host", "write the addresses: whoever owns an address chooses the name that is found", notes),
            ("method", _) => Unsupported(node, "lets in by the method", "map the methods one by one, each with its policy", notes),
            _ => Unsupported(node, "asks for something that HtpasswdAuth does not know", "write a policy with RequireAssertion", notes),
        };
    }

    public static RuleNode Unsupported(ConfigNode node, string effect, string advice, MigrationNotes notes)
    {
        notes.Todo(node, effect, advice + "; until then nobody is let in by it");
        return RuleNode.Unsupported;
    }

    private static RuleNode Networks(ConfigNode node, string[] values, MigrationNotes notes) =>
        Array.TrueForAll(values, NetworkText.IsNetwork)
            ? RuleNode.Leaf(RuleKind.Network, values)
            : Unsupported(node, "names what is no address or network", "correct it", notes);

    private static void Remark(ConfigNode node, RuleNode refused, MigrationNotes notes)
    {
        if (refused.Has(RuleKind.Network))
        {
            notes.Todo(node, "keeps out networks", "do that in the firewall, or in a policy with RequireAssertion; until then nobody is let in where it stands");
        }
        else if (refused.Has(RuleKind.Group))
        {
            notes.Mention(node, "keeps out a group", "while the group file is missing nobody is in it, and its members come in, as with httpd");
        }
    }
}
