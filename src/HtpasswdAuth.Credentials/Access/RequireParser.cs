namespace HtpasswdAuth;

/// <summary>Reads the arguments of <c>Require</c>, <c>Allow</c> and <c>Deny</c>.</summary>
internal static class RequireParser
{
    private const string Expression = "%{";

    /// <exception cref="HtaccessException">The rule is not understood, or cannot be obeyed here.</exception>
    public static AccessRule Require(ConfigLine line, MethodMask methods, bool isAll)
    {
        List<string> words = ConfigWords.Split(line.Arguments);
        bool negated = words.Count > 0 && words[0].Equals("not", StringComparison.OrdinalIgnoreCase);
        words.RemoveRange(0, negated ? 1 : 0);
        if (words.Count == 0)
        {
            throw HtaccessException.Arguments(line, "needs to say what: user, group, valid-user, ip, local, method, env, expr, all");
        }

        if (negated && !isAll)
        {
            throw HtaccessException.Misplaced(line, "with 'not' where one rule is enough");
        }

        AccessRule rule = Rule(line, words[0], [.. words.Skip(1)], methods, negated);
        return rule;
    }

    /// <summary>A host of <c>Allow from</c> or <c>Deny from</c>.</summary>
    /// <exception cref="HtaccessException">It is not understood, or cannot be obeyed here.</exception>
    public static AccessRule Host(ConfigLine line, string host, MethodMask methods)
    {
        if (host.Equals("all", StringComparison.OrdinalIgnoreCase))
        {
            return new ConstantRule(granted: true) { Methods = methods };
        }

        if (host.StartsWith("env=", StringComparison.OrdinalIgnoreCase))
        {
            bool isUnset = host.Length > 4 && host[4] == '!';
            return new EnvironmentRule([host[(isUnset ? 5 : 4)..]], isUnset) { Methods = methods };
        }

        return AddressRange.TryParse(host, out AddressRange range)
            ? new NetworkRule([range]) { Methods = methods }
            : throw HostName(line, host);
    }

    private static AccessRule Rule(ConfigLine line, string provider, string[] arguments, MethodMask methods, bool negated)
    {
        if (provider == "expr")
        {
            return new ExpressionRule(AccessExpressionParser.Parse(line)) { Methods = methods, IsNegated = negated };
        }

        if (line.Arguments.Contains(Expression, StringComparison.Ordinal))
        {
            throw new HtaccessException(line.Number, "expressions (%{…}) are not supported. Write out what they stand for.");
        }

        return provider switch
        {
            "valid-user" => new UserRule() { Methods = methods, IsNegated = negated },
            "user" => new UserRule(AtLeastOne(line, arguments)) { Methods = methods, IsNegated = negated },
            "group" => new GroupRule(AtLeastOne(line, arguments)) { Methods = methods, IsNegated = negated },
            "all" => new ConstantRule(IsGranted(line, arguments)) { Methods = methods, IsNegated = negated },
            "method" => new MethodRule(MethodsOf(line, AtLeastOne(line, arguments))) { Methods = methods, IsNegated = negated },
            "ip" => new NetworkRule(Networks(line, AtLeastOne(line, arguments))) { Methods = methods, IsNegated = negated },
            "env" => new EnvironmentRule(AtLeastOne(line, arguments)) { Methods = methods, IsNegated = negated },
            "local" => new NetworkRule(NetworkRule.LoopbackNetworks, orSameMachine: true) { Methods = methods, IsNegated = negated },
            "host" or "forward-dns" => throw HostName(line, string.Join(' ', arguments)),
            _ => throw new HtaccessException(
                line.Number,
                $"Require {LogText.Escape(provider)} is not supported, so no client would get in by it. "
                + "Use user, group, valid-user, ip, local, method, env, expr or all."),
        };
    }

    private static HtaccessException HostName(ConfigLine line, string host) => new(
        line.Number,
        $"'{LogText.Escape(host)}' is a host name: it would have to be looked up for every client, and the owner of an address chooses the name "
        + "that is found. Write the addresses.");

    // httpd takes "Require user" without names, and lets nobody in by it.
    private static string[] AtLeastOne(ConfigLine line, string[] arguments) =>
        arguments.Length > 0 ? arguments : throw HtaccessException.Arguments(line, "needs an argument");

    private static bool IsGranted(ConfigLine line, string[] arguments) => arguments switch
    {
        [{ } word] when word.Equals("granted", StringComparison.OrdinalIgnoreCase) => true,
        [{ } word] when word.Equals("denied", StringComparison.OrdinalIgnoreCase) => false,
        _ => throw HtaccessException.Arguments(line, "all is followed by 'granted' or 'denied'"),
    };

    private static MethodMask MethodsOf(ConfigLine line, string[] names)
    {
        MethodMask methods = default;
        foreach (string name in names)
        {
            methods |= MethodMask.IsKnown(name)
                ? MethodMask.Of(name)
                : throw HtaccessException.Arguments(line, $"method names a method that is not known: '{LogText.Escape(name)}'");
        }

        return methods;
    }

    private static AddressRange[] Networks(ConfigLine line, string[] texts) =>
        [
            .. texts.Select(text => AddressRange.TryParse(text, out AddressRange range)
                ? range
                : throw HtaccessException.Arguments(line, $"ip is followed by what is no address or network: '{LogText.Escape(text)}'")),
        ];
}
