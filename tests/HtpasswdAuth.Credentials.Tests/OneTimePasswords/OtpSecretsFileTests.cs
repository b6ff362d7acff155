using System.Text;

namespace HtpasswdAuth.Credentials.Tests;

public sealed class OtpSecretsFileTests
{
    [Fact]
    public void File_is_kept_byte_for_byte()
    {
        string text = "# comment é\r\n\n" + OtpScenario.Text() + "   \n" + OtpScenario.PlainLine().Replace(",", " ,\t", StringComparison.Ordinal)
            + "\t# more\n" + OtpScenario.Text(OtpScenario.User("bøb")).TrimEnd('\n') + "\r\n# no newline at the end";

        OtpSecretsFile file = OtpScenario.Parse(text);

        Assert.Equal(text, Encoding.UTF8.GetString(file.ToArray()));
        Assert.Equal(["alice", "dora", "bøb"], file.Users.Select(user => user.Name));
        Assert.Equal(3, file.Count);
    }

    [Fact]
    public void What_is_written_is_read_again()
    {
        OtpUser user = OtpScenario.User();
        user = user with { AppPasswords = [user.AppPasswords[0] with { Paths = ["/api"], Methods = ["GET"], Expires = OtpScenario.Now.AddDays(1) }] };

        OtpUser read = OtpScenario.Parse(OtpScenario.Text(user)).Find("alice");

        Assert.Equal(OtpScenario.Text(user), OtpScenario.Text(read));
        Assert.Equal(user.Enrolment!.RecoveryCodes, read.Enrolment!.RecoveryCodes);
        Assert.Equal(user.Ticket, read.Ticket);
        OtpScenario.AssertReveals(read.Enrolment, OtpScenario.Keys);
        Assert.True(read.Enrolment.TryFindRecoveryCode(OtpScenario.Codes[0], OtpScenario.Keys, out _));
    }

    [Fact]
    public void Users_are_found_by_their_exact_name()
    {
        OtpSecretsFile file = OtpScenario.Parse(OtpScenario.Text());

        Assert.True(file.TryFind("alice", out _));
        Assert.All((string[])["Alice", "alice ", "ALICE", "", "bob"], name => Assert.False(file.TryFind(name, out _)));
    }

    [Fact]
    public void Changed_lines_stay_in_their_place_and_new_ones_follow_the_users_last()
    {
        OtpUser alice = OtpScenario.User();
        string[] lines = OtpScenario.Text(alice).Split('\n');
        string bob = OtpScenario.Text(OtpScenario.User("bob"));
        OtpSecretsFile file = OtpScenario.Parse($"# a\n{lines[0]}\n{bob}{lines[2]}  \n# b\n{lines[1]}\n# c");
        OtpUser changed = alice with
        {
            Enrolment = OtpScenario.Enrolment(),
            AppPasswords = [file.Find("alice").AppPasswords[0], AppPassword.Create("alice", "new", OtpScenario.Now, out _)],
        };

        string[] result = Encoding.UTF8.GetString(file.With(changed).ToArray()).Split('\n');

        string[] written = OtpScenario.Text(changed).Split('\n');
        Assert.Equal(["# a", written[0], .. bob.Split('\n')[..^1], lines[2] + "  ", "# b", written[1], written[3], "# c"], result);
    }

    [Fact]
    public void New_user_comes_to_the_end_even_behind_a_line_without_its_newline()
    {
        OtpSecretsFile file = OtpScenario.Parse("# a\n" + OtpScenario.PlainLine().TrimEnd('\n'));

        Assert.Equal("# a\n" + OtpScenario.PlainLine() + OtpScenario.PlainLine("emil"), Encoding.UTF8.GetString(file.With(Renamed(file.Find("dora"), "emil")).ToArray()));
    }

    [Fact]
    public void Empty_user_removes_the_lines_and_nothing_else()
    {
        OtpSecretsFile file = OtpScenario.Parse("# a\n" + OtpScenario.Text() + OtpScenario.PlainLine() + "\n# b");

        OtpSecretsFile removed = file.With(new OtpUser("alice"));

        Assert.Equal("# a\n" + OtpScenario.PlainLine() + "\n# b", Encoding.UTF8.GetString(removed.ToArray()));
        Assert.False(removed.TryFind("alice", out _));
        Assert.True(file.TryFind("alice", out _));
        Assert.Equal((2, 1), (file.Count, removed.Count));
    }

    [Fact]
    public void Nothing_changed_is_the_same_file()
    {
        OtpSecretsFile file = OtpScenario.Parse(OtpScenario.Text());

        Assert.Same(file, file.With(file.Find("alice")));
        Assert.Same(file, file.With(new OtpUser("nobody")));
        Assert.NotSame(file, file.With(file.Find("alice") with { Ticket = null }));
    }

    [Fact]
    public void What_belongs_to_another_or_stands_twice_is_not_written()
    {
        OtpUser alice = OtpScenario.User();
        OtpUser bob = OtpScenario.User("bob");
        OtpUser[] refused =
        [
            alice with { Enrolment = bob.Enrolment },
            alice with { Ticket = bob.Ticket },
            alice with { AppPasswords = [alice.AppPasswords[0], alice.AppPasswords[0] with { Name = "again" }] },
            alice with { AppPasswords = [.. Enumerable.Range(0, 257).Select(i => AppPassword.Create("alice", "ci", OtpScenario.Now, out _))] },
            alice with { Enrolment = alice.Enrolment! with { RecoveryCodes = ["short"] } },
            alice with { Enrolment = alice.Enrolment with { Id = "1" } },
            new OtpUser(""),
            new OtpUser("half\ud800"),
        ];

        Assert.All(refused, user => Assert.ThrowsAny<ArgumentException>(() => OtpSecretsFile.Empty.With(user)));
    }

    private static OtpUser Renamed(OtpUser user, string name) => new(name) { Enrolment = user.Enrolment! with { User = name } };
}
