namespace HtpasswdAuth;

/// <summary>Obeys <c>Require</c>, and the directives of <c>mod_access_compat</c>.</summary>
internal static class HostDirectives
{
    /// <returns><see langword="false"/> for a directive that is none of these.</returns>
    /// <exception cref="HtaccessException">It cannot be obeyed.</exception>
    public static bool TryObey(string name, ConfigLine line, HtaccessScope scope)
    {
        switch (name)
        {
            case "require":
                scope.Rules.Add(RequireParser.Require(line, scope.Methods, scope.IsAll));
                return true;
            case "order":
                scope.Settings.Order(scope.Methods, OrderOf(line));
                return true;
            case "satisfy":
                scope.Settings.Satisfy(scope.Methods, HtaccessDirectives.Choice(line, "any", "all"));
                return true;
            case "allow" or "deny":
                foreach (string host in HostsOf(line))
                {
                    scope.Settings.Host(name == "allow", RequireParser.Host(line, host, scope.Methods));
                }

                return true;
            default:
                return false;
        }
    }

    private static List<string> HostsOf(ConfigLine line)
    {
        List<string> words = ConfigWords.Split(line.Arguments);
        if (words.Count < 2 || !words[0].Equals("from", StringComparison.OrdinalIgnoreCase))
        {
            throw HtaccessException.Arguments(line, "is followed by 'from' and addresses");
        }

        return words[1..];
    }

    private static HostOrder OrderOf(ConfigLine line) => HtaccessDirectives.One(line).ToLowerInvariant() switch
    {
        "deny,allow" => HostOrder.DenyAllow,
        "allow,deny" or "mutual-failure" => HostOrder.AllowDeny,
        _ => throw HtaccessException.Arguments(line, "is followed by 'allow,deny', 'deny,allow' or 'mutual-failure', without a space"),
    };
}
