using System.Globalization;

namespace HtpasswdAuth;

/// <summary>Obeys those directives of <c>mod_rewrite</c> with which sites protect something.</summary>
internal static class RewriteDirectives
{
    /// <returns><see langword="false"/> for a directive that is none of these.</returns>
    /// <exception cref="HtaccessException">It cannot be obeyed.</exception>
    public static bool TryObey(string name, ConfigLine line, HtaccessScope scope)
    {
        RewriteBuilder rewrite = scope.Settings.Rewrite;
        if (scope.IsInFiles && name.StartsWith("rewrite", StringComparison.Ordinal))
        {
            throw HtaccessException.Misplaced(line, "in a section of files");
        }

        switch (name)
        {
            case "rewriteengine":
                rewrite.Turn(HtaccessDirectives.Choice(line, "on", "off"));
                return true;
            case "rewritebase":
                string path = HtaccessDirectives.One(line);
                rewrite.BeginAt(path.StartsWith('/') ? path : throw HtaccessException.Arguments(line, "is a path with a slash at its beginning"));
                return true;
            case "rewritecond":
                rewrite.Add(Condition(line, ConfigWords.Split(line.Arguments)));
                return true;
            case "rewriterule":
                rewrite.Add(Rule(line, ConfigWords.Split(line.Arguments)));
                return true;
            default:
                return false;
        }
    }

    private static RewriteCondition Condition(ConfigLine line, List<string> words)
    {
        if (words.Count is not (2 or 3) || words[0].Equals("expr", StringComparison.OrdinalIgnoreCase))
        {
            throw HtaccessException.Arguments(line, "takes a text, a pattern and flags, and no expression");
        }

        bool ignoresCase = false;
        bool isOr = false;
        foreach (string flag in Flags(line, words.ElementAtOrDefault(2)))
        {
            switch (flag.ToLowerInvariant())
            {
                case "nc" or "nocase":
                    ignoresCase = true;
                    break;
                case "or" or "ornext":
                    isOr = true;
                    break;
                case "nv" or "novary":
                    break;
                default:
                    throw HtaccessException.Arguments(line, $"has a flag that is not supported: '{LogText.Escape(flag)}'");
            }
        }

        bool isNegated = words[1].StartsWith('!');
        return new RewriteCondition(RewriteText.Parse(line, words[0]), Test(line, isNegated ? words[1][1..] : words[1], ignoresCase))
        {
            IsNegated = isNegated,
            IsOr = isOr,
        };
    }

    private static RewriteTest Test(ConfigLine line, string text, bool ignoresCase) => text switch
    {
        "-f" => new RewriteTest.IsFile(),
        "-d" => new RewriteTest.IsFolder(),
        "=\"\"" => new RewriteTest.Equal("", ignoresCase),
        ['=', ..] => new RewriteTest.Equal(text[1..], ignoresCase),
        ['<' or '>', ..] or ['-', >= 'a' and <= 'z' or >= 'A' and <= 'Z', ..] =>
            throw HtaccessException.Arguments(line, $"has a test that is not supported: '{LogText.Escape(text)}'"),
        _ => new RewriteTest.Matches(AccessPattern.Parse(line, text, ignoresCase)),
    };

    private static RewriteRule Rule(ConfigLine line, List<string> words)
    {
        if (words.Count is not (2 or 3))
        {
            throw HtaccessException.Arguments(line, "takes a pattern, what the path becomes and flags");
        }

        RewriteFlags flags = RewriteFlags.Parse(line, Flags(line, words.ElementAtOrDefault(2)));
        bool isNegated = words[0].StartsWith('!');
        var pattern = AccessPattern.Parse(line, isNegated ? words[0][1..] : words[0], flags.IgnoresCase);
        RewriteText? target = words[1] == "-" || flags.Status is < 300 or >= 400 ? null : RewriteText.Parse(line, words[1]);
        return flags.Status is >= 300 and < 400 && target is null
            ? throw HtaccessException.Arguments(line, "redirects, and does not say where to")
            : new RewriteRule(pattern, isNegated, target, flags.Status)
            {
                IsLast = flags.IsLast,
                IsEnd = flags.IsEnd,
                IsForRequestsAlone = flags.IsForRequestsAlone,
                AppendsQuery = flags.AppendsQuery,
            };
    }

    private static string[] Flags(ConfigLine line, string? text) => text switch
    {
        null => [],
        ['[', .., ']'] => text[1..^1].Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries),
        _ => throw HtaccessException.Arguments(line, "has flags without brackets around them"),
    };
}

/// <summary>The flags of a rule.</summary>
internal sealed class RewriteFlags
{
    public int? Status { get; private set; }

    public bool IgnoresCase { get; private set; }

    public bool IsLast { get; private set; }

    public bool IsEnd { get; private set; }

    public bool IsForRequestsAlone { get; private set; }

    public bool AppendsQuery { get; private set; }

    /// <exception cref="HtaccessException">One of them is not supported.</exception>
    public static RewriteFlags Parse(ConfigLine line, string[] flags)
    {
        var result = new RewriteFlags();
        foreach (string flag in flags)
        {
            string name = flag.Split('=')[0].ToLowerInvariant();
            if (!result.TrySet(line, name, flag.Length > name.Length ? flag[(name.Length + 1)..] : null))
            {
                throw HtaccessException.Arguments(line, $"has a flag that is not supported: '{LogText.Escape(flag)}'");
            }
        }

        return result;
    }

    private bool TrySet(ConfigLine line, string name, string? value)
    {
        switch (name)
        {
            case "f" or "forbidden":
                Status = 403;
                return true;
            case "g" or "gone":
                Status = 410;
                return true;
            case "r" or "redirect":
                Status = StatusOf(line, value);
                return true;
            case "l" or "last":
                IsLast = true;
                return true;
            case "end":
                IsLast = IsEnd = true;
                return true;
            case "nc" or "nocase":
                IgnoresCase = true;
                return true;
            case "ns" or "nosubreq":
                IsForRequestsAlone = true;
                return true;
            case "qsa" or "qsappend":
                AppendsQuery = true;
                return true;
            default:
                // They change how a path is written, what is sent with it, and variables that no rule here asks for.
                return name is "e" or "env" or "ne" or "noescape" or "pt" or "passthrough" or "qsl" or "dpi" or "discardpath" or "co" or "cookie" or "b";
        }
    }

    private static int StatusOf(ConfigLine line, string? value) => value?.ToLowerInvariant() switch
    {
        null or "temp" => 302,
        "permanent" => 301,
        "seeother" => 303,
        { } number when int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out int status) && status is >= 300 and < 600 => status,
        _ => throw HtaccessException.Arguments(line, $"has no status '{LogText.Escape(value)}'"),
    };
}
