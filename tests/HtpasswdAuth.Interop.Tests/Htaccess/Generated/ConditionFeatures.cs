namespace HtpasswdAuth.Interop.Tests;

/// <summary>Trees whose rules ask for variables and expressions.</summary>
internal static class ConditionFeatures
{
    private static readonly string[] Headers =
    [
        "", "", "User-Agent: BadBot/1.0\r\n", "User-Agent: badbot\r\n", "User-Agent: Mozilla/5.0\r\n", "Referer: http://localhost/page\r\n", "Referer: http://EVIL.example/\r\n",
        "X-Allowed: yes\r\n", "User-Agent: \r\n", "User-Agent: Mozilla/5.0\r\nUser-Agent: BadBot\r\n",
    ];

    private static readonly string[] Expressions =
    [
        "%{REMOTE_ADDR} == '127.0.0.2'", "%{REMOTE_ADDR} != '127.0.0.1'", "%{REQUEST_METHOD} == 'GET'", "%{REQUEST_METHOD} in { 'GET', 'HEAD' }", "%{REQUEST_URI} =~ m#/sub/#",
        "%{REQUEST_URI} =~ /\\.txt$/", "%{REQUEST_URI} !~ m#a\\.TXT$#i", "%{HTTP_USER_AGENT} =~ /^badbot/i", "%{HTTP_USER_AGENT} == ''", "-R '127.0.0.0/24'", "-n %{HTTP:X-Allowed}",
        "%{REQUEST_METHOD} == 'GET' && %{REMOTE_ADDR} == '127.0.0.1'", "!(%{REQUEST_URI} =~ m#index#)", "%{REMOTE_ADDR} -ipmatch '127.1.0.0/16'", "true", "false",
        "%{REQUEST_URI} == '/x' || %{HTTP:Referer} =~ /localhost/", "%{REQUEST_FILENAME} =~ /a\\.txt$/", "-z %{QUERY_STRING}", "tolower(%{REQUEST_METHOD}) == 'get'",
    ];

    public static void Environment(SiteTree tree, TreeDice dice)
    {
        string folder = dice.Pick("", "sub/");
        foreach (int _ in Enumerable.Range(0, 1 + dice.Next(3)))
        {
            tree.Rule(folder, Setting(dice));
        }

        string name = dice.Pick("mark", "mark", "mark", "MARK", "other");
        tree.Rule(folder, dice.Next(8) switch
        {
            0 => $"Order Allow,Deny\nAllow from all\nDeny from env={name}",
            1 => $"Order Deny,Allow\nDeny from all\nAllow from env={name}",
            2 => $"Order Allow,Deny\nAllow from env={dice.Pick("", "!")}{name}",
            3 => $"Require env {name}",
            4 => $"<RequireAll>\nRequire all granted\nRequire not env {name}\n</RequireAll>",
            5 => $"{tree.Authentication}<RequireAny>\nRequire env {name} other\nRequire user alice\n</RequireAny>",
            6 => $"{tree.Authentication}Order Deny,Allow\nDeny from env={name}\nRequire valid-user\nSatisfy Any",
            _ => $"<RequireAny>\nRequire env {name}\nRequire ip 127.0.0.2\n</RequireAny>",
        });
        if (dice.Chance(25))
        {
            tree.Rule("sub/deep/", dice.Chance(50) ? "SetEnvIf Request_URI . !mark" : $"{Setting(dice)}\nRequire env mark");
        }

        TreeParts.Sweep(tree, dice, TreeParts.Paths, headers: Headers);
    }

    public static void Expression(SiteTree tree, TreeDice dice)
    {
        string expression = dice.Pick(Expressions);
        string require = dice.Chance(80) ? $"Require expr \"{expression}\"" : $"Require expr {expression}";
        tree.Rule(dice.Pick("", "sub/"), dice.Next(4) switch
        {
            0 => $"<RequireAll>\nRequire all granted\n{require.Replace("Require ", "Require not ", StringComparison.Ordinal)}\n</RequireAll>",
            1 => $"{tree.Authentication}<RequireAny>\n{require}\nRequire user alice\n</RequireAny>",
            2 => $"{tree.Authentication}<RequireAll>\n{require}\nRequire valid-user\n</RequireAll>",
            _ => require,
        });
        TreeParts.Sweep(tree, dice, TreeParts.Paths, headers: Headers);
    }

    public static void IfSections(SiteTree tree, TreeDice dice)
    {
        string rules = dice.Chance(70) ? TreeParts.Requirement(dice) : TreeParts.Harmless(dice);
        string text = $"{tree.Authentication}<If \"{dice.Pick(Expressions)}\">\n{rules}\n</If>";
        if (dice.Chance(30))
        {
            text += $"\n<ElseIf \"{dice.Pick(Expressions)}\">\n{TreeParts.Requirement(dice)}\n</ElseIf>";
        }

        if (dice.Chance(30))
        {
            text += $"\n<Else>\n{TreeParts.Requirement(dice)}\n</Else>";
        }

        tree.Rule(dice.Pick("", "sub/"), text);
        TreeParts.Sweep(tree, dice, TreeParts.Paths, headers: Headers);
    }

    private static string Setting(TreeDice dice) => dice.Pick(
        "SetEnvIf User-Agent \"^BadBot\" mark",
        "SetEnvIfNoCase User-Agent badbot mark=1",
        "SetEnvIfNoCase User-Agent \"^$\" mark",
        "SetEnvIf Referer \"^http://localhost/\" mark other",
        "SetEnvIfNoCase Referer evil\\.example mark",
        "SetEnvIf Request_URI \"\\.txt$\" mark",
        "SetEnvIf Request_URI \"/sub/\" mark=yes",
        "SetEnvIf Request_Method \"^(GET|HEAD)$\" mark",
        "SetEnvIf Remote_Addr \"^127\\.0\\.0\\.\" mark",
        "SetEnvIf Remote_Addr 127.0.0.2 !mark",
        "SetEnvIf X-Allowed yes mark",
        "SetEnvIf ^X-Allow yes mark",
        "SetEnvIf mark . other",
        "SetEnvIf X-Allowed (.*) mark=$1",
        "SetEnv mark 1",
        "UnsetEnv mark",
        "PassEnv PATH",
        "BrowserMatch badbot mark",
        "BrowserMatchNoCase ^mozilla mark",
        "SetEnvIf Request_Protocol HTTP/1 mark",
        "SetEnvIfExpr \"%{REQUEST_METHOD} == 'GET'\" mark");
}
