namespace HtpasswdAuth.Interop.Tests;

/// <summary>Trees that are asked in odd ways: methods, paths, links, endpoints.</summary>
internal static class RequestFeatures
{
    private static readonly string[] OddPaths =
    [
        "SUB/a.txt", "sub/A.TXT", "Sub/", "sub//a.txt", "/sub/a.txt", "//sub//a.txt", "./sub/a.txt", "sub/./a.txt", "x/../sub/a.txt", "sub/deep/../a.txt",
        "%73ub/a.txt", "sub/%61.txt", "sub%2Fa.txt", "sub%2fa.txt", "sub%5Ca.txt", "sub/a.txt/", "sub/a.txt/more", "sub/a.txt%00", "sub/a.txt%20", "sub/a.txt.",
        "sub/a.txt;v=1", "sub/a.txt?v=1", "sub/?a.txt", "sub/.", "sub/..", "sub/..%2fsub/a.txt", "%2e/sub/a.txt", "sub/%2e%2e/sub/a.txt", "sub%00/a.txt", "sub/a.txt%3f",
        "sub/index.html", "sub/", "sub", "sub/INDEX.HTML", "sub/index.html/", "sub/%2561.txt", "sub/a%2etxt", "sub/.htaccess", "sub/.htaccess/", "SUB/.HTACCESS",
    ];

    public static void Methods(SiteTree tree, TreeDice dice)
    {
        string limit = dice.Pick("Limit GET POST", "Limit GET", "Limit POST PUT DELETE", "LimitExcept GET", "LimitExcept POST OPTIONS", "Limit PROPFIND GET", "Limit HEAD", "LimitExcept GET POST HEAD");
        string rules = dice.Next(7) switch
        {
            0 => $"{tree.Authentication}<{limit}>\nRequire valid-user\n</{limit.Split(' ')[0]}>",
            1 => $"<{limit}>\nOrder Allow,Deny\nAllow from 127.0.0.2\n</{limit.Split(' ')[0]}>",
            2 => $"{tree.Authentication}<{limit}>\nOrder Deny,Allow\nDeny from all\nRequire user alice\nSatisfy Any\n</{limit.Split(' ')[0]}>",
            3 => $"{tree.Authentication}<RequireAll>\nRequire not method {dice.Pick("POST", "GET", "POST PUT", "PROPFIND")}\nRequire valid-user\n</RequireAll>",
            4 => $"{tree.Authentication}<RequireAny>\nRequire method {dice.Pick("GET", "HEAD", "OPTIONS PROPFIND", "POST")}\nRequire user alice\n</RequireAny>",
            5 => $"Require method {dice.Pick("GET", "GET POST", "PROPFIND", "OPTIONS")}",
            _ => $"{tree.Authentication}<RequireAll>\nRequire all granted\n<RequireNone>\nRequire method {dice.Pick("POST", "GET", "PUT DELETE")}\n</RequireNone>\n</RequireAll>",
        };
        tree.Rule(dice.Pick("", "sub/"), rules);
        TreeParts.Sweep(tree, dice, [.. TreeParts.Paths, "sub/a.txt", "sub/"], TreeParts.OddMethods);
    }

    public static void Paths(SiteTree tree, TreeDice dice)
    {
        string rules = TreeParts.Protection(tree, dice);
        if (dice.Chance(40))
        {
            string section = dice.Pick("<Files a.txt>", "<Files \"*.txt\">", "<FilesMatch \"\\.txt$\">", "<Files index.html>", "<FilesMatch \"^(index|a)\\.\">", "<Files A.TXT>");
            rules = $"{tree.Authentication}{section}\n{TreeParts.Requirement(dice)}\n</{section[1..].Split(' ')[0]}>";
        }

        tree.Rule(dice.Pick("sub/", "sub/", ""), rules);
        TreeParts.Sweep(tree, dice, OddPaths, ["GET", "GET", "HEAD"]);
    }

    /// <summary>Routing takes no account of case: what httpd says of the file is what holds for the endpoint under any of its paths.</summary>
    public static void Endpoints(SiteTree tree, TreeDice dice)
    {
        string[] reports = [.. TreeParts.Folders.Select(folder => folder + "report")];
        tree.Endpoints.AddRange(reports);
        tree.With(reports);
        tree.Rule(dice.Pick("sub/", "sub/", ""), TreeParts.Protection(tree, dice));
        if (dice.Chance(30))
        {
            tree.Rule("sub/deep/", $"{tree.Authentication}<Files report>\n{TreeParts.Requirement(dice)}\n</Files>");
        }

        TreeParts.Sweep(tree, dice, reports, ["GET"]);
        foreach (string path in reports)
        {
            foreach (string other in new[] { path.ToUpperInvariant(), path.Replace("sub", "Sub", StringComparison.Ordinal), path.Replace("report", "%72EPORT", StringComparison.Ordinal) })
            {
                tree.Ask(other, dice.Pick(null, "alice", "bob"), from: dice.Address(), theirPath: path);
                tree.Ask(other, from: dice.Address(), theirPath: path);
            }
        }
    }

    public static void Links(SiteTree tree, TreeDice dice)
    {
        string target = dice.Pick("../sub/a.txt", "../sub/index.html");
        tree.With("pub/page.html");
        tree.Links["pub/link.txt"] = "../sub/a.txt";
        tree.Links["pub/folder"] = "../sub";
        tree.Links["pub/dangling.txt"] = "../sub/none.txt";
        tree.Links["pub/again.txt"] = "link.txt";
        tree.Links["pub/index.html"] = target;
        tree.Links["other"] = "pub";
        if (dice.Chance(30))
        {
            tree.OthersLinks.AddRange(["pub/link.txt", "pub/folder"]);
        }

        tree.Rule("sub/", TreeParts.Protection(tree, dice));
        if (dice.Chance(75))
        {
            tree.Rule(dice.Pick("", "pub/", "pub/"), $"Options {dice.Pick("-FollowSymLinks", "SymLinksIfOwnerMatch", "+SymLinksIfOwnerMatch", "-FollowSymLinks +SymLinksIfOwnerMatch", "None", "FollowSymLinks", "-Indexes", "All", "Indexes")}");
        }

        if (dice.Chance(20))
        {
            tree.Rule("pub/", "Options +FollowSymLinks");
        }

        string[] paths =
        [
            "pub/", "pub", "pub/index.html", "pub/link.txt", "pub/again.txt", "pub/folder", "pub/folder/", "pub/folder/a.txt", "pub/folder/deep/", "pub/folder/deep/a.txt",
            "pub/dangling.txt", "pub/page.html", "other/page.html", "other/link.txt", "other/", "sub/a.txt", "sub/", "other",
        ];
        TreeParts.Sweep(tree, dice, paths, ["GET", "GET", "HEAD"]);
    }
}
