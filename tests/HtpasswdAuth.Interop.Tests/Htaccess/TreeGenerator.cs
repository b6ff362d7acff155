using System.Text;
using HtpasswdAuth.Testing;

namespace HtpasswdAuth.Interop.Tests;

/// <summary>
/// Makes folders with <c>.htaccess</c> files from a seed: mostly what people write, and now and then what they should not. The files are
/// <c>index.html</c>, <c>a.txt</c> and <c>b.html</c>, in the folder, in <c>sub</c> and in <c>sub/deep</c>.
/// </summary>
internal sealed class TreeGenerator(string seed, string files)
{
    public static readonly string[] Folders = ["", "sub/", "sub/deep/"];

    public static readonly string[] Names = ["", "index.html", "a.txt", "b.html", "none.txt"];

    private static readonly string[] Groups = ["admins", "ADMINS", "staff", "nobody"];

    private static readonly string[] Networks = ["127.0.0.1", "127.0.0", "127.0.0.0/8", "127.0.0.0/255.255.255.254", "10", "127.0.0.2", "::1"];

    private static readonly string[] FileSections = ["<Files a.txt>", "<Files \"*.html\">", "<Files ~ \"^[ab]\">", "<FilesMatch \"\\.txt$\">", "<Files \"[!a]*\">", "<FilesMatch \"^$\">"];

    private static readonly string[] Limits = ["<Limit GET>", "<Limit POST PUT>", "<LimitExcept GET>", "<LimitExcept POST>", "<Limit HEAD>"];

    private readonly SeededBytes _bytes = new(seed);
    private readonly bool _hasGroups = new SeededBytes(seed + " groups").Next(100) < 80;
    private readonly bool _hasDigest = new SeededBytes(seed + " digest").Next(100) < 40;
    private readonly StringBuilder _text = new();

    /// <summary>The content of a folder's file, or <see langword="null"/> for none.</summary>
    public string? Make(bool isTop)
    {
        if (!isTop && Chance(35))
        {
            return null;
        }

        _text.Clear();
        if (Chance(isTop ? 90 : 30))
        {
            Authentication();
        }

        Body(inFiles: false);
        if (Chance(30))
        {
            Section(Pick(FileSections), () => Body(inFiles: true));
        }

        if (Chance(4))
        {
            Line(Pick("NoSuchDirective on", "Require", "Require all maybe", "Order allow, deny", "<RequireAll>", "Satisfy both", "AuthName One Two", "Require ip 300", "</Files>"));
        }

        return _text.ToString();
    }

    private void Authentication()
    {
        bool digest = _hasDigest && Chance(80);
        if (digest)
        {
            Digest();
        }
        else
        {
            Line(Chance(95) ? Pick("AuthType Basic", "authtype \"basic\"", "AuthType Basic") : Pick("AuthType None", "AuthType Other"));
            Optional(97, "AuthName \"Tree\"");
            Optional(96, $"AuthUserFile {files}/users");
        }

        if (_hasGroups || Chance(50))
        {
            Line($"AuthGroupFile {files}/{(_hasGroups ? "groups" : "missing")}");
        }

        Optional(10, "AuthzSendForbiddenOnFailure On");
        Optional(5, "AuthType None");
    }

    private void Digest()
    {
        Line(Pick("AuthType Digest", "authtype \"digest\""));
        Optional(97, Chance(95) ? "AuthName \"Tree\"" : "AuthName \"Other\"");
        Line($"AuthUserFile {files}/digest");
        Optional(15, $"AuthDigestDomain / {Pick("http://localhost/", "/sub")}");

        // Not 0: httpd then checks a folder and its index by one nonce, twice, and refuses everybody.
        Optional(15, $"AuthDigestNonceLifetime {Pick("60", "-1", "300")}");
        Optional(10, Pick("AuthDigestProvider file", "AuthDigestAlgorithm MD5", "AuthDigestQop auth", "AuthDigestNcCheck Off"));
        Optional(3, Pick("AuthDigestQop none", "AuthDigestQop auth-int", "AuthDigestAlgorithm SHA-256", "AuthDigestShmemSize 1000", "AuthDigestNonceLifetime long", "AuthDigestProvider dbm"));
        Optional(10, "<IfModule mod_auth_digest.c>\nRequire user alice\n</IfModule>");
    }

    private void Body(bool inFiles)
    {
        Optional(20, $"AuthMerging {Pick("Off", "And", "Or")}");
        for (int count = _bytes.Next(4) + (inFiles ? 1 : 0); count > 0; count--)
        {
            Rule(depth: 0, isAll: false);
        }

        if (Chance(25))
        {
            Hosts();
        }

        if (Chance(15))
        {
            Section(Pick(Limits), () =>
            {
                Rule(depth: 0, isAll: false);
                Optional(30, "Satisfy Any");
                Optional(20, "Order Deny,Allow");
            });
        }

        Optional(10, "Options -Indexes");
        Optional(10, "<IfModule mod_authz_core.c>\nRequire user bob\n</IfModule>\n<IfModule !mod_authz_core.c>\nNonsense\n</IfModule>");
    }

    private void Hosts()
    {
        Line($"Order {Pick("allow,deny", "Deny,Allow", "mutual-failure")}");
        Optional(60, $"Allow from {Host()}");
        Optional(60, $"Deny from {Host()} {Host()}");
        Optional(45, $"Satisfy {Pick("Any", "All", "any")}");
    }

    private string Host() => Chance(25) ? "all" : Pick(Networks);

    private void Rule(int depth, bool isAll, bool inNot = false)
    {
        if (depth < 3 && Chance(30))
        {
            string kind = Pick("RequireAll", "RequireAny", isAll || Chance(3) ? "RequireNone" : "RequireAll");
            Section($"<{kind}>", () =>
            {
                for (int count = _bytes.Next(3) + (Chance(98) ? 1 : 0); count > 0; count--)
                {
                    Rule(depth + 1, kind == "RequireAll", inNot || kind == "RequireNone");
                }
            });
            return;
        }

        bool not = isAll ? Chance(35) : Chance(1);
        Line($"Require {(not ? Pick("not ", "Not ") : "")}{Provider(_hasGroups || !(not || inNot))}");
    }

    /// <param name="groups">Not where nobody knows who is in a group: there we refuse whom httpd lets in.</param>
    private string Provider(bool groups) => _bytes.Next(10) switch
    {
        0 or 1 => "valid-user",
        2 => $"user {Pick("alice", "bob", "\"carol\" alice", "nobody")}",
        3 or 4 when groups => $"group {Pick(Groups)} {Pick(Groups)}",
        5 or 6 => $"ip {Pick(Networks)} {Pick(Networks)}",
        7 => $"method {Pick("GET", "POST", "GET POST", "PUT")}",
        8 => $"all {Pick("granted", "denied", "Granted")}",
        _ => Pick("local", "user alice bob", "valid-user"),
    };

    private void Section(string opening, Action content)
    {
        Line(opening);
        content();
        Line($"</{opening[1..].Split(' ', '>')[0]}>");
    }

    private void Optional(int percent, string line)
    {
        if (Chance(percent))
        {
            Line(line);
        }
    }

    private void Line(string text) => _text.Append(Chance(5) ? "# note \\\n continued\n" : "").Append(text).Append('\n');

    private bool Chance(int percent) => _bytes.Next(100) < percent;

    private string Pick(params string[] choices) => _bytes.Pick(choices);
}
