namespace HtpasswdAuth.Tool;

/// <summary>Makes a plan of the addresses that were found.</summary>
internal sealed class SitePlanner(MigrationNotes notes)
{
    private readonly SchemePlanner _schemes = new(notes);

    public SitePlan Plan(IReadOnlyList<SitePath> paths, IReadOnlyList<ClosedPattern> closed)
    {
        // A rule about networks only has no scheme of its own; it is asked under the first there is.
        foreach (SitePath path in paths.Where(path => RuleSimplifier.Simplify(path.Settings.Rule).AsksForUser))
        {
            _schemes.Find(path.Settings);
        }

        List<(string Host, GroupPlan Group)> groups = [];
        foreach (SitePath path in paths)
        {
            GroupPlan group = ToGroup(path);
            foreach (string host in path.Hosts.DefaultIfEmpty(""))
            {
                Add(groups, host, group, path);
            }
        }

        List<(string Host, GroupPlan Group)> all = HostRoutes.Complete(groups);
        return new SitePlan(_schemes.Named(), Join(all), closed);
    }

    private void Add(List<(string Host, GroupPlan Group)> groups, string host, GroupPlan group, SitePath path)
    {
        int known = groups.FindIndex(other => other.Host == host && other.Group.Path == group.Path && other.Group.IsExact == group.IsExact);
        if (known < 0)
        {
            groups.Add((host, group));
            return;
        }

        GroupPlan first = groups[known].Group;
        if (first.HasRuleOf(group))
        {
            return;
        }

        if (path.Settings.Source is { } source && first.Outcome != AccessOutcome.Open && group.Outcome != AccessOutcome.Open)
        {
            notes.Todo(source, "protects an address that another virtual host of the same name protects otherwise", "the rule of the first is carried over; give them different names, or one rule");
        }

        groups[known] = (host, group.Outcome > first.Outcome ? group : first);
    }

    private GroupPlan ToGroup(SitePath path)
    {
        RuleNode rule = RuleSimplifier.Simplify(path.Settings.Rule);
        var group = new GroupPlan(path.Path, path.IsExact, path.Folder, path.At, AccessOutcome.Closed, "", null) { Source = path.Settings.Source?.Place ?? "" };
        if (rule.Kind is RuleKind.Granted or RuleKind.Denied)
        {
            return group with { Outcome = rule.Kind == RuleKind.Granted ? AccessOutcome.Open : AccessOutcome.Closed };
        }

        ConfigNode source = path.Settings.Source!;
        SchemePlan? scheme = rule.AsksForUser ? _schemes.Find(path.Settings) : _schemes.First;
        if (scheme is null)
        {
            notes.Todo(source, "asks for a network or a user without a password file that could be read", "it is closed to everybody; add a scheme and its policy");
            return group;
        }

        IReadOnlyList<string> calls = PolicyText.Of(rule, () => notes.Todo(source, "mixes networks with rules about certain users", "only the users are carried over; write a policy with RequireAssertion for the rest"));
        return calls.Count == 0 ? group : group with { Outcome = AccessOutcome.Asked, Calls = string.Join('.', calls), Scheme = scheme };
    }

    private static List<(string[] Hosts, GroupPlan Group)> Join(List<(string Host, GroupPlan Group)> groups) =>
        [.. groups.GroupBy(group => group.Group).Select(same => (same.Select(group => group.Host).Where(host => host.Length > 0).ToArray(), same.Key)).OrderBy(group => string.Join(' ', group.Item1), StringComparer.Ordinal)];
}
