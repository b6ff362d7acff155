namespace HtpasswdAuth.Interop.Tests;

internal static partial class ToolCases
{
    private const string Sha = "{SHA}GpHWL3ymc5liWkNopqtdSjuqYHM=";
    private const string Ignored = "htpasswd: username ";

    /// <summary>What is done otherwise on purpose, each as docs/htauth.md lists it; and what HTAUTH_COMPAT=apache brings back.</summary>
    private static IEnumerable<ToolCase> Differences =>
    [
        // Rounds that crypt refuses.
        Differs("htpasswd -nb2 -r 500 u pw", new(2, "", "htpasswd: argument to -r must be from 1000 to 999999999\n")),
        Differs("htpasswd -nb5 -r 1000000000 u pw", new(2, "", "htpasswd: argument to -r must be from 1000 to 999999999\n")),
        "HTAUTH_COMPAT=apache htpasswd -nb2 -r 500 u pw", "export HTAUTH_COMPAT=apache; users; htpasswd -b5 -r 999 f u pw",

        // -n counted once.
        Differs("htpasswd -nnbs u pw", new(0, $"u:{Sha}\n\n", "")), "htpasswd -nnbs",

        // A missing newline is put where it belongs.
        Differs("printf 'v:y' >f; htpasswd -bs f u pw", new(0, "", "Adding password for user u\n", $"f: v:y\nu:{Sha}\n")),
        Differs("printf '# end' >f; HTAUTH_COMPAT=apache htpasswd -bs f u pw", new(0, "", "Adding password for user u\n", $"f: # end\nu:{Sha}\n")),

        // Names that no reader finds again.
        Differs("htpasswd -nbs '#x' pw", new(6, "", Ignored + "begins with '#' and would be read as a comment; choose a name without\n")),
        Differs("htpasswd -nbs ' x' pw", new(6, "", Ignored + "begins or ends with white space and would not be found again; choose a name without\n")),
        Differs("htpasswd -nbs 'x ' pw", new(6, "", Ignored + "begins or ends with white space and would not be found again; choose a name without\n")),
        Differs("htpasswd -nbs \"$(printf 'x\\ry')\" pw", new(6, "", Ignored + "contains an illegal control character; choose a name without\n")),
        Differs("htpasswd -nbs \"$(printf 'x\\ny')\" pw", new(6, "", Ignored + "contains a newline, which would break the file; choose a name without\n")),
        Differs("HTAUTH_COMPAT=apache htpasswd -nbs \"$(printf 'x\\ny')\" pw", new(6, "", Ignored + "contains a newline, which would break the file; choose a name without\n")),
        "HTAUTH_COMPAT=apache htpasswd -nbs '#x' pw", "HTAUTH_COMPAT=apache htpasswd -nbs ' x' pw", "users; HTAUTH_COMPAT=apache htpasswd -bs f 'x ' pw", "put '#x:y' 'z :y'; htpasswd -D f 'z '", "put '#x:y'; htpasswd -D f '#x'",

        // Passwords of which bcrypt would ignore the end, and plain ones that would be two records.
        Differs("htpasswd -nbB u \"$(rep 73 p)\"", new(5, "", "htpasswd: password too long for -B (> 72); use a shorter one, or -5\n")),
        new("HTAUTH_COMPAT=apache htpasswd -nbB u \"$(rep 73 p)\"") { Password = new string('p', 72) },
        Differs("htpasswd -nbp u \"$(printf 'a\\nb')\"", new(9, "", Warning + "htpasswd: password contains a newline, which plain text cannot hold; use another algorithm\n")),
        "HTAUTH_COMPAT=apache htpasswd -nbp u \"$(printf 'a\\nb')\"",

        // A byte order mark does not hide the first user.
        Differs("printf '\\357\\273\\277u:%s\\n' $SHA >f; htpasswd -vb f u pw; rm f", new(0, "", "Password for user u correct.\n")),
        Differs("printf '\\357\\273\\277u:x\\n' >f; htpasswd -bs f u pw", new(0, "", "Updating password for user u\n", $"f: u:{Sha}\n")),

        // htdigest.
        Differs("put v:r:x longer:than:what-follows-in-the-new-file w:r:x; printf 'pw\\npw\\n' | htdigest -c f r u", new(0, "", "Adding password for u in realm r.\nNew password: Re-type new password: ", "f: u:r:16cf8470b801169c6eade4e217f239e9\n")),
        Differs("printf 'u:r:x\\nv:r:y' >f; printf 'pw\\npw\\n' | htdigest f r u", new(0, "", "Changing password for user u in realm r\nNew password: Re-type new password: ", "f: u:r:16cf8470b801169c6eade4e217f239e9\nv:r:y")),
        Differs("printf 'v:r:y' >f; printf 'pw\\npw\\n' | htdigest f r u", new(0, "", "Adding user u in realm r\nNew password: Re-type new password: ", "f: v:r:y\nu:r:16cf8470b801169c6eade4e217f239e9\n")),
        Differs("put u:r:x u:r:y; printf 'pw\\npw\\n' | htdigest f r u", new(0, "", "Changing password for user u in realm r\nNew password: Re-type new password: ", "f: u:r:16cf8470b801169c6eade4e217f239e9\nu:r:16cf8470b801169c6eade4e217f239e9\n")),
        Differs("put v:r:x; printf 'pw\\npw\\n' | htdigest f r u:v; rm f", new(0, "", "htdigest: user and realm must not contain ':' or a newline, nor the user be empty; the record would not be found again\n")),
        Differs("put v:r:x; chmod 444 f; printf 'pw\\npw\\n' | nobody htdigest f r u", new(1, "", "Adding user u in realm r\nNew password: Re-type new password: htdigest: unable to update file f: Permission denied\n", "f: v:r:x\n")),

        // The manual says 4 where Apache's program waits on, having turned off the key.
        Interrupted("trap : INT; users; htpasswd f alice", "New password: ", 4), Interrupted("trap : INT; htpasswd -c g u; c=$?; ls; exit $c", "New password: ", 4), Interrupted("trap : INT; users; htpasswd -v f alice", "Enter password: ", 4),
        new("trap : INT; put v:r:x; htdigest f r u") { Typed = ["pw\u0003"], Ours = new(1, "Adding user u in realm r\r\nNew password: Interrupted.\r\n", "", "f: v:r:x\n") },
    ];

    private static string Warning => "Warning: storing passwords as plain text might just not work on this platform.\n";

    private static ToolCase Differs(string script, ToolOutcome ours) => new(script) { Ours = ours };

    private static ToolCase Interrupted(string script, string transcript, int exitCode) => new(script)
    {
        Typed = ["pw\u0003"],
        Ours = new(exitCode, transcript, "", script.Contains("users", StringComparison.Ordinal) ? ["f: " + UsersFile] : []),
    };

    private static string UsersFile => $"alice:{Sha}\n# a comment\nbob:{Fixtures[0]}\n";
}
