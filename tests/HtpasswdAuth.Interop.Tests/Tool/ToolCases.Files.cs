namespace HtpasswdAuth.Interop.Tests;

internal static partial class ToolCases
{
    private static IEnumerable<ToolCase> Files =>
    [
        "htpasswd -cb f u pw", "htpasswd -cbs f u pw; stat -c %a f", "umask 077; htpasswd -cbs f u pw; stat -c %a f", "umask 0; htpasswd -cbs f u pw; stat -c %a f",
        "users; htpasswd -cbs f u pw", "users; htpasswd -bs f carol pw", "users; htpasswd -b f alice pw", "users; htpasswd -bB f bob pw", "users; htpasswd -b5 f bob pw",
        "users; htpasswd -D f alice", "users; htpasswd -D f bob", "users; htpasswd -D f nobody", "users; htpasswd -D f Alice", "users; htpasswd -bs f Alice pw",
        "htpasswd -b f u pw", "htpasswd -D f u", "htpasswd -vb f u pw", "htpasswd -cb no/f u pw", "mkdir d; htpasswd -b d u pw", "mkdir d; htpasswd -cb d u pw",
        "mkdir d; htpasswd -vb d u pw", "htpasswd -cb '' u pw", "htpasswd -b '' u pw", "htpasswd -vb /dev/null u pw", "htpasswd -cbs /dev/stdout u pw",
        "htpasswd -cbs /dev/null u pw", "htpasswd -bs /dev/stdin u pw", "htpasswd -cbs \"$(rep 4096 f)\" u pw", "htpasswd -cbs \"$(rep 300 f)\" u pw 2>&1 | cut -c1-40",
        "users; chmod 640 f; htpasswd -bs f u pw; stat -c %a f", "users; chmod 444 f; nobody htpasswd -bs f u pw", "users; chmod 444 f; nobody htpasswd -vb f alice pw",
        "users; chmod 000 f; nobody htpasswd -vb f alice pw", "users; chmod 200 f; nobody htpasswd -bs f u pw", "users; chmod 444 f; nobody htpasswd -cbs f u pw",
        "mkdir d; chmod 555 d; nobody htpasswd -cbs d/f u pw", "users; mkdir d; mv f d; chmod 666 d/f; chmod 555 d; nobody htpasswd -bs d/f u pw; chmod 755 d",
        "users; ln -s f l; htpasswd -bs l u pw; readlink l", "ln -s f l; htpasswd -cbs l u pw; readlink l", "ln -s f l; htpasswd -bs l u pw; readlink l",
        ">f; htpasswd -bs f u pw", ">f; htpasswd -D f u", ">f; htpasswd -vb f u pw", "printf '\\n\\n' >f; htpasswd -bs f u pw",
        "printf '# only\\n' >f; htpasswd -bs f u pw", "printf '  # indented\\n\\t\\n' >f; htpasswd -bs f u pw", "printf '  u:x\\nv:y\\n' >f; htpasswd -bs f u pw",
        "printf '  u:x\\nv:y\\n' >f; htpasswd -D f u", "printf 'u:x\\r\\nv:y\\r\\n' >f; htpasswd -bs f u pw", "printf 'u:x\\r\\nv:y\\r\\n' >f; htpasswd -bs f w pw",
        "printf 'u:x\\r\\nv:y\\r\\n' >f; htpasswd -D f v", "printf 'u:x\\nv:y' >f; htpasswd -bs f v pw", "printf 'u:x\\nv:y' >f; htpasswd -bs f u pw", "printf 'u:x\\nv:y' >f; htpasswd -D f u",
        "printf 'u:x\\nv:y' >f; htpasswd -D f v", "put u:x v:y u:z; htpasswd -bs f u pw", "put u:x v:y u:z u:q; htpasswd -D f u", "put u:x:Full:Name v:y; htpasswd -bs f u pw",
        "put 'u :x'; htpasswd -bs f u pw", "put u:x U:y; htpasswd -D f U", "put u:x broken v:y; htpasswd -bs f u pw", "put u:x broken v:y; htpasswd -bs f v pw",
        "put u:x broken v:y; htpasswd -D f u", "put u:x u:y broken; htpasswd -D f u", "put broken; htpasswd -bs f u pw", "put broken; htpasswd -cbs f u pw",
        "put u:x \"$(rep 300 x)\"; htpasswd -bs f u pw", "put u:x \"# $(rep 300 x)\"; htpasswd -bs f u pw", "put u:x \"v:$(rep 300 x)\"; htpasswd -bs f u pw",
        "put u:x \"v:$(rep 252 x)\"; htpasswd -bs f u pw", "put u:x \"v:$(rep 253 x)\"; htpasswd -bs f w pw", "put u:x \"# $(rep 252 x)\"; htpasswd -bs f w pw",
        "put u:x \"v:$(rep 260 :)\"; htpasswd -bs f w pw", "put :x; htpasswd -bs f '' pw", "put :x; htpasswd -D f ''",
        "users; htpasswd -bp f u pw", "users; printf pw | htpasswd -is f u", "users; printf pw | htpasswd -i f alice", "users; rep 256 p | htpasswd -is f u",
        "users; htpasswd -bs f \"$(rep 256 u)\" pw", "users; htpasswd -bs f u:v pw", "users; htpasswd -D f u:v", "users; htpasswd -bBC 18 f u pw", "users; htpasswd -bBC 18 nofile u pw",
        "htpasswd -cbBC 18 f u pw", "htpasswd -cbs f \"$(rep 240 u)\" pw", "users; htpasswd -bs f \"$(printf 'b\\344r')\" pw", "users; htpasswd -bs ./f u pw", "users; htpasswd -bs \"$PWD/f\" u pw",
        "mkdir a; users; cd a; htpasswd -bs ../f u pw", "users; mv f 'sp ace'; htpasswd -bs 'sp ace' u pw", "users; mv f ./-f; htpasswd -bs -- -f u pw", "users; htpasswd -bs f -u pw",
        "users; cp f g; htpasswd -bs f u pw && htpasswd -D f u; cmp f g", "users; for u in a b c d; do htpasswd -bs f $u pw; done", "put 'u: x'; htpasswd -bs f v pw",
    ];

    private static IEnumerable<ToolCase> Verifications =>
    [
        "users; htpasswd -vb f alice pw", "users; htpasswd -vb f alice no", "users; htpasswd -vb f bob pw", "users; htpasswd -vb f bob ''", "users; htpasswd -vb f nobody pw",
        "users; echo pw | htpasswd -vi f alice", "users; echo no | htpasswd -vi f alice", "users; rep 300 p | htpasswd -vi f alice", "users; htpasswd -vi f nobody </dev/null",
        .. Stored("$BCRYPT"), .. Stored("'$5$B6uqJmtLH3P2xOhn$0Hp7cm7B6kEjlg8Io4SmGoU5aGvn8d6cXo.HcKoWvrA'"), .. Stored("5uVdAY6tY2Fd2"),
        .. Stored("'$6$3VcFGIAMHvkwLv.9$C7M.nvLTAt3a1SmXrVpRdjgKV6NMr1WBeDwdSAm42IB.Hcx3k6dfRpFzO7mBg2L8SI8o26AJQdBqePsaeAWmQ0'"),
        .. Stored("'$6$rounds=1000$M3ebKOkTlcuKsxRv$efoPq9UiEkU2SuexMxcUnWSiJPyLhjh8v8W93FL0v2YnXXYZxFlhA3h949EStFPzLPjfOlARqU3L5K/10nfBe.'"),
        .. Stored("'$2b$04$sGXZr/ImK2A/E4WWx7BfFutC0C3q2r3A2cG5xXpB1D8QpytP9piEW'"), .. Stored("'$2a$04$sGXZr/ImK2A/E4WWx7BfFutC0C3q2r3A2cG5xXpB1D8QpytP9piEW'"),
        .. Stored("'$1$quCv1IV0$GXxGe3fNRn1zrFdPjYIG21'"), .. Stored("'$y$j9T$UtrvLx.RWF2z3.ofGiBWQ.$bNIeC62B5f34y3jvkkWnOrAYi4JDVgZRKAjetf83E1D'"),
        .. Stored("'$gy$j9T$ESgWXhvJZPL.j9Mua1Xyg0$grARpiao007Hbgc22NcLsF9tDuUzuWdo0Y5/PqugLr.'"), .. Stored("_J9..hN5AzN/K7zVMyWs"),
        .. Stored("'$7$CU..../....qAxaStJaVn0ajl.WrlDJm/$I4KXHqvD3852RlXFNBS5xVQXJmCwGMjnWeCQ6ZHqXn2'"), .. Stored("'$3$$8cc19b6a8cfeac299c2871c86b38de28'"),
        .. Stored("'$md5,rounds=72582$UFdVYJuZ$$2QLqI9QyLes0MLtCnmZTH.'"), .. Stored("'$sha1$231041$WnSpdH6UuWqZz9D4zd.E$iQB7i1UbyQ2DPJ4GpxUkmKFwYkSw'"),
        .. Stored("pw"), .. Stored("'{PLAIN}pw'"), .. Stored("'{SSHA}o4ILIKq+WSgdKLFQ8K7BwVBlG4hhYmNk'"), .. Stored("'*0'"), .. Stored("'!'"), .. Stored("x"), .. Stored("''"), .. Stored("'{sha}GpHWL3ymc5liWkNopqtdSjuqYHM='"),
        .. Stored("'{SHA}'"), .. Stored("'$apr1$'"), .. Stored("'$apr1$x'"), .. Stored("'$2y$'"), .. Stored("'$2y$05$abc'"), .. Stored("'$2a$05$'"), .. Stored("'$2y$99$abcdefghijklmnopqrstuuABCDEFGHIJKLMNOPQRSTUVWXYZabcde'"),
        .. Stored("'$2y$03$abcdefghijklmnopqrstuuABCDEFGHIJKLMNOPQRSTUVWXYZabcde'"), .. Stored("'$2y$18$abcdefghijklmnopqrstuuABCDEFGHIJKLMNOPQRSTUVWXYZabcde'"), .. Stored("'$2y$05$abcdefghijklmnopqrst@uABCDEFGHIJKLMNOPQRSTUVWXYZabcde'"),
        .. Stored("'$2y$05$abcdefghijklmnopqrstuuABCDEFGHIJKLMNOPQRSTUVWXYZabc'"), .. Stored("'$2b$99$abcdefghijklmnopqrstuuABCDEFGHIJKLMNOPQRSTUVWXYZabcde'"), .. Stored("'$1$'"), .. Stored("'$5$rounds=1$a$'"), .. Stored("'$2x$05$abc'"),
        .. Stored("\"$SHA:Full Name\""), .. Stored("\"$SHA \""), .. Stored("\" $SHA\""), .. Stored("\"$SHA$(printf '\\r')\""),
        "put u:$SHA u:$APR; htpasswd -vb f u pw", "put u:$SHA u:xx; htpasswd -vb f u pw", "put u:xx u:$SHA; htpasswd -vb f u pw", "put u:$SHA broken; htpasswd -vb f u pw", "put broken u:$SHA; htpasswd -vb f u pw",
        "put u:xx broken; htpasswd -vb f u pw", "put u:$SHA u:; htpasswd -vb f u pw", "printf 'u:%s' $SHA >f; htpasswd -vb f u pw", "put \"  u:$SHA\"; htpasswd -vb f u pw", "put \"#u:$SHA\"; htpasswd -vb f '#u' pw",
        "put \"u:$(htpasswd -nbB u \"$(rep 72 p)\" | head -1 | cut -d: -f2)\"; htpasswd -vb f u \"$(rep 72 p)x\"; echo $?; rm f", "put \"b$(printf '\\344')r:$SHA\"; htpasswd -vb f \"$(printf 'b\\344r')\" pw",
    ];

    private static ToolCase[] Stored(string hash) => [$"put u:{hash}; htpasswd -vb f u pw", $"put u:{hash}; htpasswd -vb f u no"];
}
