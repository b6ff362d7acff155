namespace HtpasswdAuth.Tool;

/// <summary>Sees to it that a route of one host is never taken for another's.</summary>
internal static class HostRoutes
{
    /// <summary>
    /// Leaves out what the address above says as well. Where a host without a name, or with a wildcard, stands beside others, each has
    /// all addresses of all: routing prefers the longer address to the nearer host.
    /// </summary>
    public static List<(string Host, GroupPlan Group)> Complete(List<(string Host, GroupPlan Group)> groups)
    {
        string[] hosts = [.. groups.Select(group => group.Host).Distinct()];
        bool overlap = hosts.Length > 1 && hosts.Any(host => host.Length == 0 || host.StartsWith('*'));
        if (!overlap)
        {
            return [.. groups.Where(group => Above(groups, group) is not { } above || !Repeats(group.Group, above))];
        }

        (string Path, bool IsExact)[] paths = [.. groups.Select(group => (group.Group.Path, group.Group.IsExact)).Distinct()];
        return [.. hosts.SelectMany(host => paths.Select(path => (host, At(groups, host, path.Path, path.IsExact))))];
    }

    private static GroupPlan At(List<(string Host, GroupPlan Group)> groups, string host, string path, bool isExact)
    {
        (string Host, GroupPlan Group) own = groups.Find(group => group.Host == host && group.Group.Path == path && group.Group.IsExact == isExact);
        return own.Group ?? Nearest(groups, host, path, inclusive: true) ?? new GroupPlan(path, isExact, null, "", AccessOutcome.Closed, "", null);

        GroupPlan? Nearest(List<(string Host, GroupPlan Group)> from, string of, string at, bool inclusive) =>
            from.Where(group => group.Host == of && !group.Group.IsExact && RoutePath.IsWithin(at, group.Group.Path) && (inclusive || group.Group.Path != at))
                .OrderByDescending(group => group.Group.Path.Length).FirstOrDefault().Group is { } found ? found with { Path = at, IsExact = isExact } : null;
    }

    private static GroupPlan? Above(List<(string Host, GroupPlan Group)> groups, (string Host, GroupPlan Group) group) =>
        groups.Where(other => other.Host == group.Host && !other.Group.IsExact && other.Group.Path != group.Group.Path && RoutePath.IsWithin(group.Group.Path, other.Group.Path))
            .OrderByDescending(other => other.Group.Path.Length).FirstOrDefault().Group;

    private static bool Repeats(GroupPlan group, GroupPlan above) =>
        group.HasRuleOf(above) && group.Folder == above.Folder && group.At == above.At;
}
