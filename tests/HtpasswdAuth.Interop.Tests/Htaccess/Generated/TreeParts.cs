namespace HtpasswdAuth.Interop.Tests;

/// <summary>What the generated trees have in common: folders, files, ways to protect, and who asks.</summary>
internal static class TreeParts
{
    public static readonly string[] Folders = ["", "sub/", "sub/deep/"];

    /// <summary>The files of every tree.</summary>
    public static readonly string[] Files =
        [.. Folders.SelectMany(folder => new[] { "index.html", "a.txt", "b.html" }.Select(file => folder + file)), "sub/config.php", "sub/backup.sql.bak"];

    /// <summary>Paths that lead to all of these, to folders by their index, and to nothing.</summary>
    public static readonly string[] Paths = ["", "sub", "sub/", "sub/deep/", "none.txt", "sub/none.txt", .. Files];

    public static readonly string[] Methods = ["GET", "GET", "GET", "GET", "HEAD", "POST"];

    /// <summary>Methods in every spelling, known and unknown.</summary>
    public static readonly string[] OddMethods =
        ["GET", "get", "Get", "HEAD", "head", "POST", "post", "Post", "PUT", "put", "DELETE", "OPTIONS", "PATCH", "FOO", "foo", "PROPFIND", "propfind", "GETX"];

    /// <summary>Lines that let in some requests and not others.</summary>
    public static string Protection(SiteTree tree, TreeDice dice) => dice.Next(8) switch
    {
        0 => "Require all denied",
        1 => "Order Allow,Deny\nDeny from all",
        2 => "Require ip 127.0.0.2 127.1",
        3 => $"Order Deny,Allow\nDeny from all\nAllow from {dice.Pick("127.0.0.2", "127.0.0.1", "::1", "127.1.0.0/16")}",
        4 => $"{tree.Authentication}Require user alice",
        5 => $"{tree.Authentication}Require group {dice.Pick("admins", "staff")}",
        _ => $"{tree.Authentication}Require valid-user",
    };

    /// <summary>Protection that may stand in a section, without settings of authentication: these come before it.</summary>
    public static string Requirement(TreeDice dice) =>
        dice.Pick("Require all denied", "Require valid-user", "Require user alice", "Require group staff", "Require ip 127.0.0.2", "Order Allow,Deny\nDeny from all");

    /// <summary>A line that protects nothing.</summary>
    public static string Harmless(TreeDice dice) => dice.Pick(
        "Options -Indexes",
        "Options -MultiViews",
        "AddDefaultCharset utf-8",
        "AddType text/x-component .htc",
        "Header set X-Frame-Options DENY",
        "Header always unset X-Powered-By",
        "ExpiresActive On",
        "FileETag None",
        "# nothing",
        "AddOutputFilterByType DEFLATE text/html text/css",
        "ServerSignature Off",
        "IndexIgnore *.bak");

    /// <summary>Each path as nobody, as alice, and as one more, from some address and by some method.</summary>
    public static void Sweep(SiteTree tree, TreeDice dice, IEnumerable<string> paths, IReadOnlyList<string>? methods = null, IReadOnlyList<string>? headers = null)
    {
        foreach (string path in paths)
        {
            foreach (string? user in new[] { null, "alice", dice.Pick("bob", "carol", "wrong") })
            {
                tree.Ask(path, user, dice.Pick(methods ?? Methods), dice.Pick(headers ?? [""]), dice.Address());
            }
        }
    }
}
