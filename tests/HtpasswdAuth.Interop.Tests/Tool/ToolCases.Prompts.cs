namespace HtpasswdAuth.Interop.Tests;

internal static partial class ToolCases
{
    // Not a field: those of other files are set after the rows are made.
    private static string Long255 => new('p', 255);

    private static IEnumerable<ToolCase> Prompts =>
    [
        // No terminal: lines of standard input.
        "users; printf 'pw\\npw\\n' | htpasswd f u", "users; printf 'pw\\nno\\n' | htpasswd f u", "users; printf 'pw\\npw' | htpasswd f u", "users; printf 'pw' | htpasswd f u",
        new("users; htpasswd f u </dev/null") { Password = "" }, "users; htpasswd -s f u </dev/null", "users; printf 'pw\\r\\npw\\n' | htpasswd -s f u", "users; printf 'pw\\n' | htpasswd -v f alice",
        "users; printf 'no\\n' | htpasswd -v f alice", "users; printf 'pw\\n' | htpasswd -v f nobody", "printf 'pw\\npw\\nmore\\n' | htpasswd -ns u", "printf 'a\\0b\\na\\n' | htpasswd -ns u",
        "printf 'pw\\nno\\n' | htpasswd -c f u", "users; htpasswd -cs f u </dev/null 2>&1 | tail -1 | wc -c", "users; printf 'pw\\npw\\n' | htpasswd -B f alice", "{ rep 257 p; echo; } | htpasswd -ns u",
        "{ rep 256 p; echo; rep 256 p; echo; } | htpasswd -ns u", "printf 'pw\\npw\\n' | htpasswd -c no/f u", "printf 'pw\\npw\\n' | htpasswd nofile u",

        // On a terminal.
        new("users; htpasswd f carol") { Typed = ["pw\n", "pw\n"] }, new("users; htpasswd -B f alice") { Typed = ["pw\n", "pw\n"] }, new("users; htpasswd f alice") { Typed = ["pw\n", "no\n"] },
        new("htpasswd -c f u") { Typed = ["pw\n", "pw\n"] }, new("htpasswd -c f u") { Typed = ["pw\n", "pW\n"] }, new("htpasswd -ns u") { Typed = ["pw\n", "pw\n"] },
        new("users; htpasswd -s f u") { Typed = ["\n", "\n"] }, new("users; htpasswd -s f u") { Typed = ["\u0004", "\u0004"] }, new("users; htpasswd -s f u") { Typed = ["pw\n", "\u0004"] },
        new("users; htpasswd -s f u") { Typed = ["p\u0004w\n", "pw\n"] }, new("users; htpasswd -s f u") { Typed = ["pw\u0004\u0004", "pw\n"] }, new("users; htpasswd -s f u") { Typed = ["px\u007fw\n", "pw\n"] },
        new("users; htpasswd -s f u") { Typed = ["pxx\u0015pw\n", "pw\n"] }, new("users; htpasswd -v f alice") { Typed = ["pw\n"] }, new("users; htpasswd -v f alice") { Typed = ["no\n"] },
        new("users; htpasswd -v f alice") { Typed = ["\u0004"] }, new("users; htpasswd -v f nobody") { Typed = [] }, new("users; echo pw | htpasswd -v f alice") { Typed = ["pw\n"] },
        new("users; htpasswd -s f u </dev/null 2>err") { Typed = ["pw\n", "pw\n"] }, new("htpasswd -ns u >out") { Typed = ["pw\n", "pw\n"] }, new("users; htpasswd -s f u") { Typed = [Long255 + "\n", Long255 + "\n"] },
        new("users; htpasswd -s f u") { Typed = [Long255 + "p\n", Long255 + "p\n"] }, new("users; htpasswd -s f u") { Typed = [Long255 + "pp\n"] }, new("users; htpasswd -s f u") { Typed = [Long255 + "p\n", Long255 + "ppp\n"] },
        new("users; htpasswd -s f u") { Typed = ["b\u00e4r\n", "b\u00e4r\n"] }, new("users; htpasswd -s f u; stty -a | grep -o ' echo '") { Typed = ["pw\n", "pw\n"] }, new("users; htpasswd -bs f u pw; htpasswd -i -s f v </dev/null") { Typed = [] },
    ];

    private static IEnumerable<ToolCase> Digests =>
    [
        "htdigest", "htdigest f", "htdigest f r", "htdigest -c f r", "htdigest -x f r u", "htdigest -c f r u x", "htdigest a b c d", "htdigest f r u", "htdigest no/f r u", "htdigest -c no/f r u", "mkdir d; htdigest -c d r u",
        "htdigest f r u </dev/null", "printf 'pw\\npw\\n' | htdigest -c f r u", "printf 'pw\\nno\\n' | htdigest -c f r u", "htdigest -c f r u </dev/null", "printf 'pw\\npw' | htdigest -c f r u",
        Digest("u:r:x"), Digest("v:r:x"), Digest("u:other:x"), Digest("'# note' v:r:x ''"), Digest("U:r:x"), Digest("broken v:r:x"), Digest("u:r:x v:r:y"), Digest("v:r:y u:r:x w:r:z"), Digest("u:r:x:more"), Digest("#u:r:x"),
        "printf 'u:r:x\\r\\nv:r:y\\r\\n' >f; printf 'pw\\npw\\n' | htdigest f r u", "printf 'u:r:x\\r\\nv:r:y\\r\\n' >f; printf 'pw\\npw\\n' | htdigest f r w", ">f; printf 'pw\\npw\\n' | htdigest f r u",
        "put v:r:x; printf 'pw\\nno\\n' | htdigest f r u", "put u:r:x; { rep 256 p; echo; } | htdigest f r u", "put u:r:x; { rep 255 p; echo; rep 255 p; echo; } | htdigest f r u", "put u:r:x; { rep 255 p; echo; rep 256 p; echo; } | htdigest f r u",
        "put v:r:x; printf 'pw\\npw\\n' | htdigest f r \"$(rep 255 u)\"", "put v:r:x; printf 'pw\\npw\\n' | htdigest f r \"$(rep 256 u)\"", "put v:r:x; printf 'pw\\npw\\n' | htdigest f \"$(rep 260 r)\" u",
        "put \"$(rep 300 x)\" v:r:x; printf 'pw\\npw\\n' | htdigest f r u", "put \"v:$(rep 300 x):y\"; printf 'pw\\npw\\n' | htdigest f r u", "put \"v:r:$(rep 300 x)\"; printf 'pw\\npw\\n' | htdigest f r u",
        "put v:r:x; printf 'pw\\npw\\n' | htdigest f 'a realm' \"$(printf 'b\\344r')\"", "put v:r:x; chmod 000 f; nobody htdigest f r u", "umask 027; printf 'pw\\npw\\n' | htdigest -c f r u; stat -c %a f", "put v:r:x; ln -s f l; printf 'pw\\npw\\n' | htdigest l r u",
        "put v:r:x; printf 'pw\\npw\\n' | htdigest f '' u", new("put v:r:x; htdigest f r u") { Typed = ["pw\n", "pw\n"] }, new("put v:r:x; htdigest f r v") { Typed = ["pw\n", "no\n"] }, new("htdigest -c f r u") { Typed = ["pw\n", "pw\n"] },
        new("put v:r:x; htdigest f r u") { Typed = ["\u0004", "\u0004"] }, new("put v:r:x; htdigest f r u") { Typed = [Long255 + "p\n"] },
    ];

    private static ToolCase Digest(string lines) => $"put {lines}; printf 'pw\\npw\\n' | htdigest f r u";
}
