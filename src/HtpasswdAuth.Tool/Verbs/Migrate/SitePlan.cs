namespace HtpasswdAuth.Tool;

/// <summary>What the program is to do.</summary>
/// <param name="Schemes">By name.</param>
/// <param name="Groups">With the names of their hosts.</param>
/// <param name="Closed">What is closed to everybody.</param>
internal sealed record SitePlan(
    IReadOnlyDictionary<SchemePlan, string> Schemes, IReadOnlyList<(string[] Hosts, GroupPlan Group)> Groups, IReadOnlyList<ClosedPattern> Closed)
{
    /// <summary>
    /// Gets whether one password is asked for everywhere, but at addresses that are open: what <c>UseHtpasswd</c> does in one line.
    /// </summary>
    public bool IsGate
    {
        get
        {
            GroupPlan? root = Groups.Select(group => group.Group).FirstOrDefault(group => group.Path == "/" && !group.IsExact);
            return root is { Outcome: AccessOutcome.Asked, Calls: "RequireAuthenticatedUser()", Scheme.IsDigest: false, Folder: not null }
                && Groups.Select(group => string.Join(' ', group.Hosts)).Distinct().Count() == 1
                && Groups.All(group => group.Group == root || (group.Group.Outcome == AccessOutcome.Open && !group.Group.IsExact && group.Group.Folder == root.Folder));
        }
    }
}
