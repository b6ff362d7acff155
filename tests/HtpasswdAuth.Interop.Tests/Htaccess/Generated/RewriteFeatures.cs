namespace HtpasswdAuth.Interop.Tests;

/// <summary>Trees that mod_rewrite, mod_alias, mod_dir and the core's pages have a word in.</summary>
internal static class RewriteFeatures
{
    private static readonly string[] Headers =
        ["", "", "User-Agent: BadBot/1.0\r\n", "User-Agent: Mozilla/5.0\r\n", "Referer: http://localhost/page\r\n", "Referer: http://evil.example/\r\n", "Host: www.example.com\r\n", "X-Key: open\r\n"];

    private static readonly string[] Patterns =
        ["\\.txt$", "^a\\.txt$", "^sub/", "^sub/a\\.txt$", "^", ".*", "^index\\.html$", "^$", "\\.(bak|php|sql)$", "!\\.html$", "^(.*)$", "^SUB/", "(^|/)deep/", "^/sub", "^deep/a", "^sub(/|$)"];

    private static readonly string[] Paths =
        [.. TreeParts.Paths, "sub/?x=1", "sub//a.txt", "SUB/a.txt", "sub/%61.txt", "a.txt?key=open", "sub/deep", "sub/a.txt/more"];

    public static void Guards(SiteTree tree, TreeDice dice)
    {
        tree.Rule(dice.Pick("", "", "sub/"), Engine(dice) + Rules(tree, dice));
        if (dice.Chance(35))
        {
            tree.Rule("sub/deep/", dice.Pick(
                "RewriteEngine On",
                "RewriteEngine Off",
                "RewriteEngine On\nRewriteRule ^b\\.html$ - [F]",
                "RewriteOptions Inherit\nRewriteEngine On",
                "RewriteRule ^a - [F]",
                "Require all denied",
                $"{tree.Authentication}Require valid-user"));
        }

        if (dice.Chance(30))
        {
            tree.Rule("sub/", TreeParts.Protection(tree, dice));
        }

        TreeParts.Sweep(tree, dice, Paths, [.. TreeParts.Methods, "PUT", "get", "OPTIONS"], Headers);
    }

    /// <summary>Requests that are answered with another file of the tree.</summary>
    public static void Internal(SiteTree tree, TreeDice dice)
    {
        string target = dice.Pick("b.html", "sub/a.txt", "sub/deep/b.html", $"{tree.Base}sub/b.html", "none.html", "index.html", "sub/", "-", "$0", "sub/$0");
        string flags = dice.Pick("", " [L]", " [END]", " [L,QSA]", " [NC,L]", " [PT]", " [S=1]", " [DPI]");
        tree.Rule("", $"{Engine(dice)}{Conditions(dice)}RewriteRule {dice.Pick(Patterns)} {target}{flags}{(dice.Chance(40) ? "\n" + Rules(tree, dice) : "")}");
        if (dice.Chance(70))
        {
            tree.Rule("sub/", TreeParts.Protection(tree, dice));
        }

        TreeParts.Sweep(tree, dice, Paths, headers: Headers);
    }

    public static void Redirects(SiteTree tree, TreeDice dice)
    {
        foreach (int _ in Enumerable.Range(0, 1 + dice.Next(2)))
        {
            tree.Rule(dice.Pick("", "sub/"), dice.Next(9) switch
            {
                0 => $"Redirect {dice.Pick("403", "404", "410", "gone")} {tree.Base}sub/a.txt",
                1 => $"Redirect {dice.Pick("301", "302", "permanent", "seeother", "308")} {tree.Base}sub/deep http://localhost{tree.Base}b.html",
                2 => $"Redirect {tree.Base}a.txt {tree.Base}b.html",
                3 => $"RedirectMatch {dice.Pick("403", "404", "410")} {dice.Pick("\\.txt$", "/\\.", "(?i)\\.(bak|php)$", $"^{tree.Base}sub/(?!deep)", "/index\\.html$")}",
                4 => $"RedirectMatch {dice.Pick("301", "temp", "302")} ^(.*)/a\\.txt$ http://localhost$1/b.html",
                5 => $"RedirectPermanent {tree.Base}sub http://localhost{tree.Base}",
                6 => $"RedirectTemp {tree.Base}sub/deep/ {tree.Base}",
                7 => "RedirectMatch 404 \"[[:space:]]|\\.(sql|bak)$\"",
                _ => $"Redirect 404 {tree.Base}SUB",
            });
        }

        if (dice.Chance(40))
        {
            tree.Rule("sub/", TreeParts.Protection(tree, dice));
        }

        TreeParts.Sweep(tree, dice, Paths, [.. TreeParts.Methods, "PUT"], Headers);
    }

    /// <summary>Pages for errors and folders, and lists of folders.</summary>
    public static void Pages(SiteTree tree, TreeDice dice)
    {
        tree.With("empty/page.html", "pages/home.html", "pages/denied.html");
        tree.Rule(dice.Pick("", "sub/"), TreeParts.Protection(tree, dice));
        tree.Rule("", dice.Pick(
            "ErrorDocument 403 \"Go away.\"",
            $"ErrorDocument 403 {tree.Base}pages/denied.html",
            $"ErrorDocument 401 {tree.Base}sub/a.txt",
            "ErrorDocument 401 \"Sign in.\"",
            $"ErrorDocument 404 {tree.Base}a.txt",
            "ErrorDocument 403 http://localhost/elsewhere",
            "ErrorDocument 403 default",
            "Options -Indexes",
            "Options +Indexes",
            "DirectoryIndex home.html index.html",
            "DirectoryIndex home.html",
            "DirectoryIndex disabled",
            $"DirectoryIndex {tree.Base}sub/a.txt",
            "DirectoryIndex none.html a.txt",
            "DirectorySlash Off",
            $"FallbackResource {tree.Base}sub/a.txt",
            "Options +MultiViews",
            "AddHandler cgi-script .txt",
            "SetHandler none",
            "ForceType text/plain",
            "CheckSpelling On"));
        TreeParts.Sweep(tree, dice, [.. Paths, "empty/", "empty", "pages/", "pages/home.html", "a", "sub/a"]);
    }

    private static string Engine(TreeDice dice) => dice.Pick("RewriteEngine On\n", "RewriteEngine On\n", "RewriteEngine On\n", "rewriteengine on\n", "RewriteEngine On\nRewriteBase /\n", "Options +FollowSymLinks\nRewriteEngine On\n", "RewriteEngine Off\n");

    private static string Rules(SiteTree tree, TreeDice dice) =>
        string.Join('\n', Enumerable.Range(0, 1 + dice.Next(3)).Select(_ => $"{(dice.Chance(65) ? Conditions(dice) : "")}RewriteRule {dice.Pick(Patterns)} {Target(tree, dice)}"));

    private static string Target(SiteTree tree, TreeDice dice) => dice.Pick(
        "- [F]", "- [F]", "- [F,L]", "- [forbidden]", "- [G]", "- [gone,NC]", "- [R=404]", "- [R=404,L]", "- [R=403]", "- [L]", "- [END]", "- [NC,F]", "-", "- [S=1]", "- [C]",
        "- [E=mark:1]", "index.html [F]", "- [R=410,NC]", "- [R=405]", $"{tree.Base}b.html [R=302,L]", $"http://localhost{tree.Base}b.html [R=301]", "- [F,NOSUCHFLAG]", "- [N]");

    private static string Conditions(TreeDice dice) =>
        string.Concat(Enumerable.Range(0, 1 + dice.Next(2)).Select(_ => $"RewriteCond {Condition(dice)}{dice.Pick("", "", " [NC]", " [OR]", " [NC,OR]", " [nocase]")}\n"));

    private static string Condition(TreeDice dice) => dice.Pick(
        "%{REQUEST_URI} \\.txt$", "%{REQUEST_URI} !/deep/", "%{REQUEST_URI} ^/t[0-9]+/sub", "%{REQUEST_METHOD} ^(GET|HEAD)$", "%{REQUEST_METHOD} !^GET$", "%{REQUEST_METHOD} POST",
        "%{REQUEST_METHOD} =GET", "%{REMOTE_ADDR} ^127\\.0\\.0\\.2$", "%{REMOTE_ADDR} !^127\\.0", "%{REMOTE_ADDR} =127.0.0.1", "%{HTTP_USER_AGENT} badbot", "%{HTTP_USER_AGENT} ^$",
        "%{HTTP_REFERER} !^$", "%{HTTP_REFERER} !^http://localhost/", "%{HTTP_HOST} ^www\\.", "%{HTTP_HOST} !=localhost", "%{REQUEST_FILENAME} -f", "%{REQUEST_FILENAME} !-f",
        "%{REQUEST_FILENAME} -d", "%{REQUEST_FILENAME} !-d", "%{REQUEST_FILENAME} a\\.txt$", "%{QUERY_STRING} x=1", "%{QUERY_STRING} !key=open", "%{HTTP:X-Key} !=open", "%{THE_REQUEST} \\.txt",
        "%{HTTPS} off", "%{REMOTE_USER} !^alice$", "%{TIME_YEAR} >2000", "expr \"%{REQUEST_URI} =~ /txt/\"", "%{REQUEST_URI} -U", "%{ENV:REDIRECT_STATUS} ^$", "%{REQUEST_FILENAME} -s", "$0 ^sub");
}
