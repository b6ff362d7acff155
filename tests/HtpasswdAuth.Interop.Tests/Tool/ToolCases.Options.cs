namespace HtpasswdAuth.Interop.Tests;

internal static partial class ToolCases
{
    private static IEnumerable<ToolCase> Options =>
    [
        "htpasswd", "htpasswd -h", "htpasswd --help", "htpasswd --version", "htpasswd '-?'", "htpasswd -", "htpasswd --",
        "htpasswd f", "htpasswd f u p", "htpasswd -b f u", "htpasswd -b f u p x", "htpasswd -n", "htpasswd -n u p", "htpasswd -nb u",
        "htpasswd -nb u p x", "htpasswd ''", "htpasswd '' ''", "htpasswd -z", "htpasswd -nbz u pw", "htpasswd -nb: u pw", "htpasswd -nbx6 u pw",
        "htpasswd -C", "htpasswd -nbC", "htpasswd -nbr", "htpasswd -nb -C", "htpasswd -nbsC 5 u pw", "htpasswd -nbs -r 5 u pw",
        "htpasswd -nbs u pw", "htpasswd -bns u pw", "htpasswd -sbn u pw", "htpasswd -n -b -s u pw", "htpasswd -n -bs u pw", "htpasswd -nbs -- u pw",
        "htpasswd -nb -s -- -u pw", "htpasswd -nbs -- -u -pw", "htpasswd -nbs - pw", "htpasswd -nbs u -pw", "htpasswd -nbs-- u pw", "htpasswd -nbs- u pw",
        "htpasswd --nbs u pw", "htpasswd -nbs u pw -m", "htpasswd u -nbs pw", "htpasswd -nbs --x u pw", "htpasswd -nbss u pw", "htpasswd -nbbs u pw",
        "htpasswd -nbB u pw", "htpasswd -nbBC 6 u pw", "htpasswd -nbBC6 u pw", "htpasswd -nbBC06 u pw", "htpasswd -nbC6B u pw", "htpasswd -nbC 6 -B u pw",
        "htpasswd -nbBC ' 6' u pw", "htpasswd -nbBC '6 ' u pw", "htpasswd -nbBC +6 u pw", "htpasswd -nbBC 0x6 u pw", "htpasswd -nbB -r 6 u pw",
        "htpasswd -nbB -C 4 u pw", "htpasswd -nbB -C 3 u pw", "htpasswd -nbB -C 18 u pw", "htpasswd -nbB -C 4 -C 5 u pw", "htpasswd -nbB -C 0 u pw",
        "htpasswd -nbB -C -1 u pw", "htpasswd -nbB -C abc u pw", "htpasswd -nbB -C 5x u pw", "htpasswd -nbB -C '' u pw", "htpasswd -nbB -C '-' u pw",
        "htpasswd -nbBC 4294967301 u pw", "htpasswd -nbB -C 4294967296 u pw", "htpasswd -nbB -C 99999999999999999999 u pw", "htpasswd -nbB -C -5x u pw",
        "htpasswd -nb2 -r 1000 u pw", "htpasswd -nb5 -r 1000 u pw", "htpasswd -nb5r1000 u pw", "htpasswd -nb2 -C 1234 u pw", "htpasswd -nb2 -r 5000 u pw",
        "htpasswd -nb2 -r 4294968296 u pw", "htpasswd -nb5 -r 0 u pw", "htpasswd -nb5 -r x u pw", "htpasswd -nbd -C 5 u pw", "htpasswd -nbp -C 5 u pw",
        "htpasswd -nbm -r 5000 u pw", "htpasswd -cn f u", "htpasswd -nv u", "htpasswd -nD u", "htpasswd -cv f u", "htpasswd -cD f u", "htpasswd -vD f u",
        "htpasswd -cnvD f u", "users; htpasswd -ccbs f u pw; cat f", "users; htpasswd -vvb f alice pw", "users; htpasswd -DD f alice",
        "htpasswd -nbsm u pw", "htpasswd -nbms u pw", "htpasswd -nbsB u pw", "htpasswd -nbBs u pw", "htpasswd -nb25 u pw", "htpasswd -nbps u pw",
        "htpasswd -nbpp u pw", "echo pw | htpasswd -nbis u", "htpasswd -nibs u pw2", "htpasswd -nbi", "echo pw | htpasswd -nbi u pw",
        "$(command -v htpasswd) -nbZ u pw 2>&1 | head -1", "cd . && \"$(dirname \"$(command -v htpasswd)\")\"/htpasswd -nbsC 0 u pw 2>&1 | sed 's,^/.*/,,'",
        "htpasswd -Db f alice", "htpasswd -D f", "users; htpasswd -Db f alice x", "users; htpasswd -bD -C 5 f alice x", "users; htpasswd -Di f alice",
    ];

    private static IEnumerable<ToolCase> Hashes =>
    [
        "htpasswd -nbm u pw", "htpasswd -nb u pw", "htpasswd -nbd u pw", "htpasswd -nbp u pw", "htpasswd -nb2 u pw", "htpasswd -nb5 u pw",
        "htpasswd -nbs u ''", "htpasswd -nbp u ''", new("htpasswd -nb u ''") { Password = "" }, new("htpasswd -nbB u ''") { Password = "" },
        new("htpasswd -nb2 u ''") { Password = "" }, new("htpasswd -nbd u ''") { Password = "" }, "htpasswd -nbs '' pw",
        new("htpasswd -nbd u 12345678") { Password = "12345678" }, new("htpasswd -nbd u 123456789") { Password = "123456789" },
        new("htpasswd -nbB u 'Grüße & so'") { Password = "Grüße & so" }, new("htpasswd -nb 'Ärger' 'x y'") { Password = "x y" },
        "htpasswd -nbs u \"$(printf 'a\\377')\"", "htpasswd -nbs \"$(printf 'b\\344r')\" pw", "htpasswd -nbp \"$(printf '\\200')\" \"$(printf '\\377')\"",
        "printf 'pw' | htpasswd -nis u", "printf 'pw\\n' | htpasswd -nis u", "printf 'pw\\r\\n' | htpasswd -nis u", "printf 'pw\\n\\n' | htpasswd -nis u",
        "printf 'pw\\r' | htpasswd -nis u", "printf '\\n' | htpasswd -nis u", "printf '' | htpasswd -nis u", "printf 'ab\\ncd' | htpasswd -nis u",
        "printf 'ab\\ncd\\n' | htpasswd -nis u", "htpasswd -nbs u \"$(printf 'ab\\ncd')\"", "printf 'a\\0b\\n' | htpasswd -nis u", "printf 'a\\377\\n' | htpasswd -nis u",
        "htpasswd -nis u </", "rep 255 p | htpasswd -nis u", "rep 256 p | htpasswd -nis u", "{ rep 254 p; echo; } | htpasswd -nis u",
        "{ rep 255 p; echo; } | htpasswd -nis u", "rep 300 p >p; htpasswd -nis u <p", "htpasswd -nbs u \"$(rep 255 p)\"", "htpasswd -nbs u \"$(rep 256 p)\"",
        "htpasswd -nbs \"$(rep 220 u)\" pw", "htpasswd -nbs \"$(rep 221 u)\" pw", "htpasswd -nbs \"$(rep 255 u)\" pw", "htpasswd -nbs \"$(rep 256 u)\" pw",
        "htpasswd -nbp u \"$(rep 252 p)\"", "htpasswd -nbp u \"$(rep 253 p)\"", "htpasswd -nbp u \"$(rep 255 p)\"", "htpasswd -nbp u \"$(rep 256 p)\"",
        "htpasswd -nbs u:v pw", "htpasswd -nbs : pw", "htpasswd -nbB u \"$(rep 72 p)\" | wc -c", new("htpasswd -nb5 u \"$(rep 100 p)\"") { Password = new string('p', 100) },
    ];
}
