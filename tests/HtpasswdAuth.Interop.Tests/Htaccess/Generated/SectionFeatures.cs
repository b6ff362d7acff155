using System.Text;

namespace HtpasswdAuth.Interop.Tests;

/// <summary>Trees whose rules stand in sections, variables and odd text.</summary>
internal static class SectionFeatures
{
    private static readonly string[] Modules =
    [
        "mod_headers.c", "mod_rewrite.c", "rewrite_module", "mod_alias.c", "mod_setenvif.c", "mod_expires.c", "mod_deflate.c", "mod_filter.c", "mod_autoindex.c", "mod_negotiation.c",
        "mod_authz_core.c", "!mod_authz_core.c", "authz_core_module", "mod_access_compat.c", "!mod_access_compat.c", "mod_php7.c", "php_module", "mod_brotli.c", "mod_nonsense.c",
        "!mod_nonsense.c", "!mod_headers.c", "MOD_HEADERS.C", "mod_authz_core", "Mod_Authz_Core.c", "mod_version.c", "mod_ssl.c", "mod_auth_basic.c", "core.c", "mod_authz_host.c",
        "\"mod_headers.c\"", "mod_env.c", "mod_log_config.c", "mod_so.c", "mod_dir.c", "mod_mime.c", "mod_unixd.c",
    ];

    public static void Skipped(SiteTree tree, TreeDice dice)
    {
        string section = dice.Next(4) switch
        {
            0 => $"<IfVersion {dice.Pick(">= 2.4", "< 2.4", ">= 2.2", "> 2.4.6", "= 2.4", "2.4", "!< 2.4", "~ ^2\\.4", "/^2\\.4/", "< 2.4.100", ">= 2.5")}>",
            1 when dice.Chance(40) => $"<IfDefine {dice.Pick("X", "!X", "SSL")}>",
            _ => $"<IfModule {dice.Pick(Modules)}>",
        };
        string name = section[1..].Split(' ')[0];
        string content = string.Join('\n', Enumerable.Range(0, 1 + dice.Next(2)).Select(_ => Content(tree, dice)));
        tree.Rule(dice.Pick("", "sub/"), dice.Next(6) switch
        {
            0 => $"{tree.Authentication}<Files a.txt>\n{section}\n{TreeParts.Requirement(dice)}\n</{name}>\n</Files>",
            1 => $"<IfModule {dice.Pick(Modules)}>\n{section}\n{content}\n</{name}>\n</IfModule>",
            _ => $"{section}\n{content}\n</{name}>",
        });
        TreeParts.Sweep(tree, dice, TreeParts.Paths);
    }

    /// <summary>Sections that are never closed, variables, continued lines.</summary>
    public static void OddText(SiteTree tree, TreeDice dice)
    {
        string file = dice.Pick("a.txt", "b.html", "index.html");
        string extension = file[(file.IndexOf('.', StringComparison.Ordinal) + 1)..];
        tree.Rule(dice.Pick("", "sub/"), dice.Next(12) switch
        {
            0 => $"{TreeParts.Protection(tree, dice)}\n<IfModule mod_dir.c>\nDirectoryIndex index.html",
            1 => $"<IfModule mod_authz_core.c>\n{TreeParts.Protection(tree, dice)}",
            2 => $"<IfModule mod_nonsense.c>\n{TreeParts.Protection(tree, dice)}",
            3 => $"<FilesMatch \"\\.${{NOSUCHVARIABLE}}{extension}$\">\nRequire all denied\n</FilesMatch>",
            4 => "<FilesMatch \"${PATH}\">\nRequire all denied\n</FilesMatch>",
            5 => $"Define EXT {extension}\n<FilesMatch \"\\.${{EXT}}$\">\nRequire all denied\n</FilesMatch>",
            6 => $"<RequireAll>\nRequire all granted\nRequire not \\\nip 127.0.0.2\n</RequireAll>\nOptions \\\n-Indexes",
            7 => $"<Files {file}>\n{TreeParts.Requirement(dice)}",
            8 => $"Define ME\n<IfDefine ME>\n{TreeParts.Protection(tree, dice)}\n</IfDefine>",
            9 => $"{tree.Authentication}Require user ${{NOSUCHVARIABLE}} alice",
            10 => "\uFEFFRequire all denied",
            _ => $"# comment \\\nRequire all denied\n   {tree.Authentication.Replace("\n", "\r\n", StringComparison.Ordinal)}  REQUIRE  valid-user  \r\n",
        });
        TreeParts.Sweep(tree, dice, TreeParts.Paths);
    }

    /// <summary>What a user is asked by, here, and who may enter, there.</summary>
    public static void Scattered(SiteTree tree, TreeDice dice)
    {
        string requirement = dice.Pick("Require valid-user", "Require user alice", "Require group staff");
        switch (dice.Next(7))
        {
            case 0:
                tree.Rule("", tree.Authentication).Rule("sub/", requirement);
                break;
            case 1:
                tree.Rule("", $"{tree.Authentication}<Files {dice.Pick("a.txt", "\"*.html\"", "index.html")}>\n{requirement}\n</Files>");
                break;
            case 2:
                string container = dice.Pick("RequireAll", "RequireAny");
                tree.Rule("", $"<{container}>\n{tree.Authentication}{requirement}\n</{container}>");
                break;
            case 3:
                tree.Rule("", $"{tree.Authentication}<Files a.txt>\nRequire ip 127.0.0.2\n</Files>").Rule("sub/deep/", requirement);
                break;
            case 4:
                tree.Rule("", $"<RequireAll>\n{requirement}\nSatisfy {dice.Pick("Any", "All")}\n</RequireAll>\n{tree.Authentication}Order Deny,Allow\nDeny from {dice.Pick("all", "127.0.0.2")}");
                break;
            case 5:
                tree.Rule("", requirement).Rule("sub/", tree.Authentication).Rule("sub/deep/", "AuthType None\nRequire all granted");
                break;
            default:
                tree.Rule("sub/", $"{tree.Authentication}<Limit {dice.Pick("POST", "GET")}>\n{requirement}\n</Limit>").Rule("sub/deep/", $"AuthName \"Other\"\n{requirement}");
                break;
        }

        TreeParts.Sweep(tree, dice, TreeParts.Paths);
    }

    public static void Umlauts(SiteTree tree, TreeDice dice)
    {
        tree.With("sub/\u00e9.txt", "sub/gr\u00fc\u00dfe.html", "\u00fcber/index.html", "\u00fcber/a.txt", "sub/ab c.txt");
        tree.Encoding = dice.Chance(25) ? Encoding.Latin1 : tree.Encoding;
        string name = dice.Pick("Gesch\u00fctzter Bereich", "\u00c9t\u00e9", "Tree");
        string authentication = tree.Authentication.Replace("Tree", name, StringComparison.Ordinal);
        string section = dice.Pick(
            "<Files \u00e9.txt>", "<Files \"?.txt\">", "<Files \"??.txt\">", "<FilesMatch \"^.{5}$\">", "<FilesMatch \"^.{6}$\">", "<FilesMatch \"^\\w+\\.txt$\">", "<FilesMatch \"\u00fc\">", "<FilesMatch \"[\u00fc\u00e9]\">",
            "<FilesMatch \"(?i)\u00c9\">", "<Files \"gr*\">", "<FilesMatch \"^[[:alnum:]]+\\.txt$\">", "<FilesMatch \"\\W\">", "<FilesMatch \"^[^a-z]\">", "<FilesMatch \"\\s\">");
        tree.Rule(dice.Pick("", "sub/", "\u00fcber/"), dice.Chance(40)
            ? $"{authentication}{dice.Pick("Require valid-user", "Require user alice", "Require user J\u00fcrgen alice")}"
            : $"{authentication}{section}\n{TreeParts.Requirement(dice)}\n</{section[1..].Split(' ')[0]}>");
        string[] paths =
        [
            "sub/%C3%A9.txt", "sub/%c3%a9.txt", "sub/gr%C3%BC%C3%9Fe.html", "%C3%BCber/", "%C3%BCber/a.txt", "%C3%BCber/index.html", "sub/ab%20c.txt", "sub/%E9.txt",
            "%C3%9Cber/a.txt", "sub/e%CC%81.txt", "sub/a.txt", "sub/b.html", "a.txt", "sub/", "",
        ];
        TreeParts.Sweep(tree, dice, paths, ["GET", "GET", "HEAD"]);
    }

    private static string Content(SiteTree tree, TreeDice dice) => dice.Next(8) switch
    {
        0 or 1 or 2 => TreeParts.Harmless(dice),
        3 => TreeParts.Protection(tree, dice),
        4 => $"<FilesMatch \"{dice.Pick("\\.txt$", "^index", "(\\.bak|config\\.php)$")}\">\nRequire all denied\n</FilesMatch>",
        5 => $"RewriteEngine On\nRewriteRule {dice.Pick("a\\.txt$", "^sub/", "\\.(bak|php)$")} - [F]",
        6 => $"RedirectMatch {dice.Pick("404", "403", "410")} {dice.Pick("\\.txt$", "/sub/deep", "\\.bak$")}",
        _ => "Order Allow,Deny\nDeny from all",
    };
}
