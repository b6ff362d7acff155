using System.Runtime.Versioning;
using System.Text;

namespace HtpasswdAuth.Tool.Tests;

/// <summary><c>htauth db</c>, and the other verbs on the database of a fleet, against a real PostgreSQL.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class DatabaseVerbTests(DatabaseServer servers) : IClassFixture<DatabaseServer>
{
    private const string Users = "# crew\nalice:$2y$04$abcdefghijklmnopqrstuu5s6Z0NVsEQ8lMV9yHb2HMj8sG5Wn4Ia\n\nbob:{SHA}W6ph5Mm5Pz8GgiULbPgzG37mj9g=:Bob\n";

    [Fact]
    public void File_comes_back_byte_for_byte()
    {
        using var site = new DatabaseScenario(servers.Server);
        site.Write("users.htpasswd", Users);

        (int exitCode, string output, _) = site.Run("db", "import", site.UserFile);
        Assert.Equal((0, "users\t2 added\t0 replaced\t0 removed\n"), (exitCode, output));

        Assert.Equal(0, site.Run("db", "export", site.File("out.htpasswd")).ExitCode);
        Assert.Equal(Users, File.ReadAllText(site.File("out.htpasswd")));
        Assert.Equal(Users, site.Run("db", "export", "-").Output);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(site.File("out.htpasswd")));
    }

    [Fact]
    public void Export_overwrites_no_file()
    {
        using var site = new DatabaseScenario(servers.Server);
        site.Write("users.htpasswd", Users);

        (int exitCode, _, string error) = site.Run("db", "export", site.UserFile);

        Assert.Equal(1, exitCode);
        Assert.Contains("exists already", error, StringComparison.Ordinal);
        Assert.Equal(Users, File.ReadAllText(site.UserFile));
    }

    [Fact]
    public void Users_are_set_and_removed()
    {
        using var site = new DatabaseScenario(servers.Server);

        Assert.Equal((0, "", "Adding password for user carol\n"), site.RunWith("first secret\n", "db", "set", "carol"));
        Assert.Equal((0, "", "Updating password for user carol\n"), site.RunWith("second secret\n", "db", "set", "carol"));
        string line = site.Run("db", "export", "-").Output;
        Assert.StartsWith("carol:$2y$", line, StringComparison.Ordinal);
        Assert.Equal(PasswordVerification.Success, PasswordHash.Verify("second secret"u8, Encoding.ASCII.GetBytes(line["carol:".Length..^1])));

        Assert.Equal(0, site.Run("db", "remove", "carol").ExitCode);
        Assert.Equal("", site.Run("db", "export", "-").Output);
        Assert.Equal(6, site.Run("db", "remove", "carol").ExitCode);
    }

    [Fact]
    public void Second_factor_moves_to_the_database_and_back()
    {
        using var site = new DatabaseScenario(servers.Server);
        site.Write("users.htpasswd", Users);
        Assert.Equal(0, site.Run("otp", "add", "alice", "--file", site.UserFile).ExitCode);
        Assert.Equal(0, site.Run("sessions", "revoke", "bob", "--file", site.UserFile).ExitCode);

        (int exitCode, string output, string error) = site.Run("db", "import", site.UserFile);

        Assert.Equal(0, exitCode);
        Assert.Contains("second factor\t1 added", output, StringComparison.Ordinal);
        Assert.Contains("spent codes and sessions\t1 added", output, StringComparison.Ordinal);
        Assert.Contains("copy the key file to every node", error, StringComparison.Ordinal);
        Assert.Equal(0, site.Run("db", "export", site.File("back.htpasswd")).ExitCode);
        Assert.Equal(0, site.Run("account", "export", site.File(""), "--file", site.UserFile).ExitCode);
        Assert.Equal(File.ReadAllBytes(site.Otp.Secrets), File.ReadAllBytes(site.File("back.otp")));
        Assert.Equal(File.ReadAllBytes(site.Otp.State), File.ReadAllBytes(site.File("back.otp-state")));
        Assert.Equal(0, site.Run("account", "init", "--file", site.File("back.htpasswd")).ExitCode);
        Assert.Contains("alice", site.Run("otp", "list", "--file", site.File("back.htpasswd"), "--keys", site.Otp.Keys).Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Text_files_of_version_0_are_moved_as_well_and_a_database_that_was_lost_stops_the_move()
    {
        using var site = new DatabaseScenario(servers.Server);
        site.Write("users.htpasswd", Users);
        site.Write("users.otp-state", """{"u":"bob","epoch":1}""" + "\n");
        Assert.Contains("spent codes and sessions\t1 added", site.Run("db", "import", site.UserFile).Output, StringComparison.Ordinal);

        File.WriteAllText(AccountFiles.MarkerOf(site.UserFile + ".db"), "x");
        (int exitCode, string output, string error) = site.Run("db", "import", site.UserFile);

        Assert.Equal((1, ""), (exitCode, output));
        Assert.Contains("htauth account restore", error, StringComparison.Ordinal);
        Assert.Equal(0, site.Run("db", "import", site.UserFile, "--users-only").ExitCode);
    }

    [Fact]
    public void Many_users_are_changed_in_the_database_at_once()
    {
        using var site = new DatabaseScenario(servers.Server);
        site.Write("users.htpasswd", Users);
        Assert.Equal(0, site.Run("db", "import", site.UserFile).ExitCode);
        site.Write("import", $$"""{"alice": "{{OtpScenario.Secret}}", "bob": "{{OtpScenario.Secret}}"}""");
        Assert.Equal(0, site.Run("otp", "app", "add", "bob", "ci").ExitCode);

        Assert.Equal(0, site.Run("otp", "import", site.File("import"), "--keys", site.Otp.Keys).ExitCode);
        File.Copy(site.Otp.Keys, site.File("node.otp-key"));
        Assert.Contains("Copy the file to every node", site.Run("otp", "rekey", "--keys", site.Otp.Keys).Output, StringComparison.Ordinal);
        Assert.Equal(0, site.Run("otp", "show", "alice", "--keys", site.File("node.otp-key")).ExitCode);
        Assert.Contains("Only k2 is left", site.Run("otp", "rekey", "--finish", "--keys", site.Otp.Keys).Output, StringComparison.Ordinal);
        Assert.Equal(7, site.Run("otp", "show", "alice", "--keys", site.File("node.otp-key")).ExitCode);

        Assert.Contains(OtpScenario.Secret, site.Run("otp", "show", "alice", "--keys", site.Otp.Keys).Output, StringComparison.Ordinal);
        Assert.Contains(OtpScenario.Secret, site.Run("otp", "show", "bob", "--keys", site.Otp.Keys).Output, StringComparison.Ordinal);
        Assert.Contains("\tci\t", site.Run("otp", "app", "list", "bob").Output, StringComparison.Ordinal);
        Assert.Equal(1, site.Run("otp", "import", site.File("import"), "--keys", site.Otp.Keys).ExitCode);
        Assert.False(File.Exists(site.UserFile + ".db"));
    }

    [Fact]
    public void Verbs_of_the_second_factor_and_of_passwords_work_on_the_database()
    {
        using var site = new DatabaseScenario(servers.Server);
        site.Write("users.htpasswd", Users);
        Assert.Equal(0, site.Run("db", "import", site.UserFile).ExitCode);

        Assert.Equal(0, site.Run("otp", "add", "alice", "--keys", site.Otp.Keys).ExitCode);
        Assert.Contains("alice", site.Run("otp", "list").Output, StringComparison.Ordinal);
        Assert.Equal(0, site.Run("sessions", "revoke", "alice").ExitCode);
        Assert.Equal(0, site.Run("password", "require", "bob").ExitCode);
        Assert.Equal("bob\tmust change\t\n", site.Run("password", "list").Output);
        Assert.Equal(6, site.Run("otp", "add", "mallory", "--keys", site.Otp.Keys).ExitCode);
        Assert.False(File.Exists(site.Otp.Secrets));
        Assert.False(File.Exists(site.Otp.State));
    }

    [Fact]
    public void Status_tells_versions_and_users()
    {
        using var site = new DatabaseScenario(servers.Server);
        site.Write("users.htpasswd", Users);
        Assert.Equal(0, site.Run("db", "import", site.UserFile).ExitCode);

        (int exitCode, string output, _) = site.Run("db", "status");

        Assert.Equal(0, exitCode);
        Assert.Contains("\nusers\t2\n", output, StringComparison.Ordinal);
        Assert.StartsWith("server\tPostgreSQL ", output, StringComparison.Ordinal);
    }

    [Fact]
    public void Database_without_tables_and_one_that_is_away_are_told_apart_and_no_secret_is_shown()
    {
        var console = new TestConsole();
        Assert.Equal(1, console.Run("db", "status", "--connection", servers.Server.CreateDatabase()));
        Assert.Contains("htauth db migrate", console.ErrorText, StringComparison.Ordinal);

        var away = new TestConsole();
        Assert.Equal(1, away.Run("db", "status", "--connection", "Host=127.0.0.1;Port=1;Username=x;Password=very-secret;Timeout=2"));
        Assert.Contains("cannot be reached", away.ErrorText, StringComparison.Ordinal);
        Assert.DoesNotContain("very-secret", away.ErrorText, StringComparison.Ordinal);

        var wrong = new TestConsole();
        Assert.Equal(2, wrong.Run("db", "status", "--connection", "very-secret"));
        Assert.DoesNotContain("very-secret", wrong.ErrorText, StringComparison.Ordinal);
        Assert.Equal(2, new TestConsole().Run("db", "status"));
    }
}
