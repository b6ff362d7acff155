namespace HtpasswdAuth.Interop.Tests;

/// <summary>Trees whose sections name files by what PCRE and shell patterns can say.</summary>
internal static class PatternFeatures
{
    private static readonly string[] Names =
        ["a1.txt", "A1.TXT", ".env", ".hidden", "file~", "#file#", "x.php", "x.php.bak", "dump.sql", "_x", "a b.txt", "tab\tname", "line.tar.gz", "UPPER", "12345", "a-b_c.d", "web.config", "x[1].txt", "composer.json"];

    private static readonly string[] Expressions =
    [
        "^[[:alnum:]]+\\.txt$", "[[:upper:]]", "^[[:digit:]]+$", "[[:punct:]]$", "[^[:lower:].]", "[[:space:]]", "^\\w+$", "\\W", "\\d", "^\\D+$", "\\s", "\\S+\\s", "^.{5}$", "\\Aa", "gz\\z", "\\Qx.php\\E",
        "\\h", "^\\.", "^\\.(?!hidden)", "(?i)upper", "(?-i)UPPER", "(?i:TXT)$", "^(?>a+)1", "a++", "[a-c]*+x", "\\x61", "\\.php(\\.|$)", "(\\.bak|~|\\.sql)$", "^#.*#$", "\\bphp\\b", "(?<n>x)\\.", "(?P<n>x)\\.",
        "^(?:web\\.config|composer\\.(?:json|lock))$", "[\\w-]+\\.json", "\\R", "\\N+z$", "a|", "^(a)(?1)?", "\\K", "(*UTF8)a", "x(?#note)\\.php", "(?x) x \\. php", "[[:word:]]+$", "[[:^alpha:]]", "\\p{Lu}", "\\o{61}",
        "(?=.*sql)d", "(?<=x\\.)php", "$", "^", "\\/", "^[]x]", "[a-\\d]", "[", "(", "a{2,1}", "a{,2}1", "\\e", "\\cA", "[\\b]", "\\G", "(?|(x)|(y))", "(?U)a+", "\\1", "(?J)(?<n>a)", "(x)\\g1?", "\\X", "\\C",
    ];

    private static readonly string[] Wildcards =
        ["*.txt", "?1.txt", "[ab]*", "[!a]*", "[^a]*", "*.php*", ".*", "x\\[1\\].txt", "a?b*", "*~", "UPPER", "upper", "[[:digit:]]*", "[a-c]1.*", "*.t?t", "[", "*[", "{a,b}*"];

    public static void Patterns(SiteTree tree, TreeDice dice)
    {
        tree.With(Names.Select(name => "sub/" + name));
        string pattern = dice.Chance(75) ? dice.Pick(Expressions) : dice.Pick(Wildcards);
        bool isWildcard = Wildcards.Contains(pattern);
        string section = isWildcard ? $"<Files \"{pattern}\">" : dice.Chance(80) ? $"<FilesMatch \"{pattern}\">" : $"<Files ~ \"{pattern}\">";
        tree.Rule(dice.Pick("", "sub/"), $"{(dice.Chance(30) ? tree.Authentication + section : section)}\n{dice.Pick("Require all denied", "Order Allow,Deny\nDeny from all", "Require ip 127.0.0.2")}\n</{section[1..].Split(' ')[0]}>");
        foreach (string name in Names)
        {
            tree.Ask("sub/" + Uri.EscapeDataString(name), from: dice.Address());
        }

        TreeParts.Sweep(tree, dice, ["sub/", "", "sub/a.txt", "sub/none.txt"]);
    }
}
