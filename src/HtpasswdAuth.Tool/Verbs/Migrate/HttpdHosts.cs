namespace HtpasswdAuth.Tool;

/// <summary>Reads <c>Order</c>, <c>Allow</c> and <c>Deny</c> of one section.</summary>
internal sealed class HttpdHosts(MigrationNotes notes)
{
    private const string All = "all";

    private readonly List<string> _allowed = [];
    private readonly List<string> _denied = [];
    private ConfigNode? _source;
    private bool _allowsLast = true;

    public bool TryRead(ConfigNode node)
    {
        if (node.Is("Order"))
        {
            _source = node;
            _allowsLast = node.First.Equals("deny,allow", StringComparison.OrdinalIgnoreCase);
            return true;
        }

        bool allows = node.Is("Allow");
        if (!allows && !node.Is("Deny"))
        {
            return false;
        }

        _source = node;
        foreach (string host in node.Words.Skip(1))
        {
            ReadHost(node, host, allows);
        }

        return true;
    }

    /// <summary>The rule, or <see langword="null"/> where none of the three was there.</summary>
    public RuleNode? ToRule()
    {
        if (_source is null)
        {
            return null;
        }

        bool deniesAll = _denied.Contains(All);
        if (_denied.Count == 0 || (_allowsLast && deniesAll))
        {
            return _allowsLast && _denied.Count == 0 ? RuleNode.Granted : Allowed();
        }

        if (_allowsLast && _allowed.Contains(All))
        {
            return RuleNode.Granted;
        }

        return deniesAll
            ? RuleNode.Denied
            : HttpdRequire.Unsupported(_source, "and its neighbours keep out hosts", "do that in the firewall, or in a policy with RequireAssertion", notes);
    }

    private RuleNode Allowed() =>
        _allowed.Contains(All) ? RuleNode.Granted : _allowed.Count > 0 ? RuleNode.Leaf(RuleKind.Network, [.. _allowed]) : RuleNode.Denied;

    private void ReadHost(ConfigNode node, string host, bool allows)
    {
        bool isAll = host.Equals(All, StringComparison.OrdinalIgnoreCase);
        bool isKnown = isAll || NetworkText.IsNetwork(host);
        if (!isKnown && allows)
        {
            notes.Todo(node, "lets in by a host's name or a variable", "write the addresses, and migrate again; until then nobody is let in by it");
        }
        else
        {
            // What is not known is kept: somebody is to be kept out, and that is said below.
            (allows ? _allowed : _denied).Add(isAll ? All : host);
        }
    }
}
