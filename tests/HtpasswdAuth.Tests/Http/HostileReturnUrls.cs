namespace HtpasswdAuth.Tests;

/// <summary>Return addresses that somebody would send who wants a person to land on another site, or a header to be split.</summary>
internal static class HostileReturnUrls
{
    private static readonly string[] Hosts =
    [
        "evil.example", "evil.example:8443/x", "user:pw@evil.example", "site.example@evil.example/", "site.example.evil.example",
        "evil\u3002example", "\uFF45\uFF56\uFF49\uFF4C.example", "evil%E3%80%82example", "[::1]", "[::ffff:203.0.113.5]", "3405803781",
        "0xCB007105", "0313.0.0161.5", "evil.example?site.example", "evil.example\\@site.example",
    ];

    /// <summary>What makes a host of what follows, in one reader or another.</summary>
    private static readonly string[] Leads =
    [
        "//", "///", "////", "/////", "\\", "\\\\", "\\/", "/\\", "/\\/", "/\\\\", "//\\", "\\//",
        "/\t/", "/\n/", "/\r/", "/\r\n/", "\t//", "\n//", "\r\n//", "/\t\\", "\t/\\", "/\0/", "/\v/", "/\f/", "/\u001B/", "/\u007F/", "/\u0085/",
        " //", "  /\\", "\v//", "\f//", "\0//", "\u001F//", "\u00A0//", "\u3000//", "\uFEFF//", "\u200B//", "\u2028//", " /", "\t/", "",
        "/%2f", "/%2F", "/%2f%2f", "%2f%2f", "%2F%2F", "/%5c", "/%5C", "%5c%5c", "/%5c%2f", "/%252f", "/%255c", "/%25252f", "/%25255C", "%252f%252f",
        "/%09/", "/%0a/", "/%0d%0a/", "/%00/", "/%2509/", "/%C2%85/", "/%0b/", "/%7f/",
        "/.//", "/..//", "/../..//", "/x/..//", "/x/../..//", "/./\\", "/..\\", "/x/..\\\\", "/%2e//", "/%2e%2e//", "/.%2e//", "/%2E.//",
        "/%252e%252e//", "/x/%2e%2e//", "/%2e%2e%2f", "/%2e%2e%5c", "/x%2f..%2f%2f", "/./", "/../",
        "https://", "HTTPS://", "http://", "https:", "https:/", "https:///", "https:\\\\", "https:/\\", "http:", "ht\ttps://", "\u0001https://", " https://",
        "ftp://", "ws://", "wss:", "file://", "file:///", "javascript://", "https%3a//", "https%3A%2F%2F", "@", ":", ":80@", "?//", "#//", ";//",
        "\uFF0F\uFF0F", "\u2215\u2215", "\u2044\u2044", "\uFF3C\uFF3C", "\u29F8/", "\u3002//", "..//", "./", "../", "~//",
    ];

    private static readonly string[] HarmlessLeads =
    [
        "/", "/@", "/:@", "/;//", "/x//", "/x/:", "/?//", "/?u=https://", "/\uFF0F", "/\u2215", "/\u200B/", "/\u3002/", "/...//",
        "/%c0%af", "/%ef%bc%8f", "/%u002f", "/%/", "/ /",
    ];

    private static readonly string[] Scripts =
    [
        "javascript:alert(1)", "JaVaScRiPt:alert(1)", "java\tscript:alert(1)", "java\nscript:alert(1)", "\u0001javascript:alert(1)", " javascript:alert(1)",
        "javascript:/*/;alert(1)", "javascript%3aalert(1)", "javascript&colon;alert(1)", "data:text/html,<script>alert(1)</script>", "DATA:text/html;base64,PHM+",
        "vbscript:msgbox(1)", "VBScript:x", "blob:https://evil.example/1", "about:blank", "view-source:https://evil.example", "mailto:a@evil.example",
        "intent://evil.example#Intent;end", "filesystem:https://evil.example/", "tel:1", "ms-word:ofe|u|https://evil.example/a.docx",
    ];

    private static readonly string[] Splitting =
    [
        "/x\r\nSet-Cookie: evil=1", "/x\nLocation: https://evil.example", "/x\rX: y", "/x\r\n\r\n<script>", "/x?y=\r\nSet-Cookie: evil=1", "/?\n",
        "/x%0d%0aSet-Cookie:%20evil=1", "/x%0D%0ALocation:%20https://evil.example", "/x%0aX:y", "/x%0dX:y", "/x?a=%0d%0aSet-Cookie:%20evil=1",
        "/x%250d%250aSet-Cookie:%20evil=1", "/x?a=%250aX:y", "/x%25250aX", "/x\0", "/x%00", "/x?%00", "/x\u0085y", "/x?\u009F", "/x%C2%8Ay", "/\u001B[31m",
        "/x?\t", "/x?\v", "/x\\", "/x?\\", "/x?%5c", "/x%5Cy", "/\u007F",
    ];

    private static readonly string[] Damaged =
    [
        "", " ", "\t", "\0", ".", "..", "?", "#", "%", "%2f", "x", "x/y", "?a=b", "#x", "/#", "/#//evil.example", "/x#y", "/x?y#z", "/.", "/..", "/%2e", "/x/..",
        "/x/.", "/x/%2E%2E", "/\uD800", "/\uDC00x", "/x?\uDBFF", "/\uFFFD", "/\uD83D", "\uDE00/", "null", "undefined", "\u202E//",
    ];

    private static readonly string[] Huge =
    [
        "/" + new string('a', LocalReturnUrl.MaxLength), new string('/', 100_000), "/" + new string('\u00E9', 1000), "/?" + new string('%', 4000),
        "/" + string.Concat(Enumerable.Repeat("%25", 3000)), "/" + string.Concat(Enumerable.Repeat("../", 5000)), new string('\uD800', 5000),
        "/" + string.Concat(Enumerable.Repeat("\U0001F600", 200)), new string(' ', 10_000) + "//evil.example",
    ];

    /// <summary>Look like the others but are paths of this origin for every reader; accepted or not, they must stay here.</summary>
    public static IReadOnlyList<string> LookAlikes { get; } =
    [
        .. HarmlessLeads.SelectMany(_ => Hosts.Where(host => !host.Contains('\\', StringComparison.Ordinal)), (lead, host) => lead + host),
        "/\u560A\u560DSet-Cookie:evil=1", "/%E5%98%8A%E5%98%8DSet-Cookie:evil=1", "/javascript:alert(1)",
        "/x\u2028y", "/\u202Egpj.exe", "/<script>", "/\"onmouseover=",
    ];

    /// <summary>None of these may be accepted.</summary>
    public static IReadOnlyList<string> Refused { get; } =
    [
        .. Leads.SelectMany(_ => Hosts, (lead, host) => lead + host), .. Scripts, .. Splitting, .. Damaged, .. Huge,
    ];

    /// <summary>Pieces that random addresses are made of.</summary>
    public static IReadOnlyList<string> Pieces { get; } =
    [
        "/", "/", "/", "\\", ".", "..", "%2f", "%2F", "%5c", "%252f", "%255C", "%2e", "%0d", "%0a", "%09", "%00", "%25", "%", "\t", "\n", "\r", "\0", "\v", " ",
        "@", ":", "?", "#", "&", "=", ";", "+", "evil.example", "site.example", "https:", "javascript:", "a", "\u00E9", "\uFF0F", "\u3002", "\u200B", "\u2028",
        "\uD800", "\uDC00", "\U0001F600", "%c0%af", "%C3%A9", "[::1]", "\u0085", "\uFEFF", "\u00A0",
    ];
}
