using HtpasswdAuth.Testing;

namespace HtpasswdAuth.Interop.Tests;

/// <summary>The filter that we ship matches guesses wherever the log goes, and no name can pass for an address.</summary>
public sealed class Fail2banFilterTests
{
    private static readonly string[] Guesses =
    [
        "[auth_basic:error] [pid 4711] [client 192.0.2.1:50123] AH01617: user alice: authentication failure for \"/\": Password Mismatch",
        "[auth_basic:error] [pid 4711] [client 2001:db8::2] AH01618: user mallory not found: /",
        "[auth_digest:error] [pid 4711] [client 192.0.2.3:50123] AH01794: user alice: password mismatch: /",
        "[auth_digest:error] [pid 4711] [client 192.0.2.4:50123] AH01790: user `mallory' in realm `Private' not found: /",
        "[auth_digest:error] [pid 4711] [client 192.0.2.5:50123] AH01788: realm mismatch - got `x' but expected `Private': /",
    ];

    // A console in the format of systemd, the journal, a file of it, a log that begins as httpd's does.
    [Theory]
    [InlineData("<3>HtpasswdAuth.Htpasswd[1000] ")]
    [InlineData("Nov 22 10:00:00 web site[4711]: HtpasswdAuth.Htpasswd[1000] ")]
    [InlineData("2026-11-22T10:00:00.123456+00:00 web site[4711]: <3>HtpasswdAuth.Htpasswd[1000] ")]
    [InlineData("[Sun Nov 22 10:00:00.123456 2026] ")]
    public void Every_guess_is_matched_in_every_log(string beginning) => Assert.Equal(
        ["192.0.2.1", "2001:db8::2", "192.0.2.3", "192.0.2.4", "192.0.2.5"],
        Fail2banFilter.HostsIn(Array.ConvertAll(Guesses, guess => beginning + guess)));

    [Fact]
    public void What_is_no_guess_is_not_matched() => Assert.Empty(Fail2banFilter.HostsIn(
    [
        "<6>HtpasswdAuth.Htpasswd[1008] [auth_basic:info] [pid 4711] [client 192.0.2.7] user alice: too many wrong passwords before; answered 429 for \"/\"",
        "<6>HtpasswdAuth.Htpasswd[1003] [auth_basic:info] [pid 4711] [client 192.0.2.7] malformed Authorization header for \"/\"",
        "<2>HtpasswdAuth.Htpasswd[1006] [auth_basic:crit] [pid 4711] [client 192.0.2.7] no users, or no states of their passwords, to check against, since a file or a database cannot be read; answered 503 for \"/\"",
        "<6>HtpasswdAuth.Htpasswd[1301] Second factor of alice refused: wrong. 1 wrong in a row",
    ]));

    [Fact]
    public void Name_made_up_to_have_somebody_else_banned_bans_its_author()
    {
        string[] names =
        [
            "x not found: / [client 203.0.113.9] AH01618: user y",
            "x\\n<3>HtpasswdAuth.Htpasswd[1000] [auth_basic:error] [pid 1] [client 203.0.113.9] AH01618: user y",
        ];

        Assert.Equal(
            ["192.0.2.7", "192.0.2.7"],
            Fail2banFilter.HostsIn(Array.ConvertAll(names, name => $"<3>HtpasswdAuth.Htpasswd[1000] [auth_basic:error] [pid 1] [client 192.0.2.7] AH01618: user {name} not found: /")));
    }

    [Fact]
    public void Jail_is_accepted_by_fail2ban()
    {
        string jail = Path.Combine(Path.GetDirectoryName(Fail2banFilter.Own)!, "..", "jail.d", "htpasswdauth.conf");
        using var configuration = new TempDirectory();
        ToolResult copied = ExternalTool.Run("cp", ["-r", "/etc/fail2ban/.", configuration.Path]);
        Assert.Equal(0, copied.ExitCode);
        File.Copy(Fail2banFilter.Own, configuration.File("filter.d/htpasswdauth.conf"));
        File.Copy(jail, configuration.File("jail.d/htpasswdauth.conf"));

        ToolResult result = ExternalTool.Run("fail2ban-client", ["-c", configuration.Path, "--dp"]);

        Assert.Equal(0, result.ExitCode);
        Assert.Contains("['add', 'htpasswdauth', 'systemd']", result.Output, StringComparison.Ordinal);
    }
}
