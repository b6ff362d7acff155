using System.Text.Json;
using HtpasswdAuth.Testing;

namespace HtpasswdAuth.Tool.Tests;

public sealed class VerbTests : IDisposable
{
    private const string Sha = "{SHA}GpHWL3ymc5liWkNopqtdSjuqYHM=";
    private static readonly string Strong = PasswordHash.Create("pw"u8, new PasswordHashParameters(PasswordHashAlgorithm.Bcrypt, 10));

    private readonly TempDirectory _directory = new();

    [Fact]
    public void Users_tells_scheme_cost_and_marks_but_no_hash()
    {
        string file = _directory.Write("f", $"alice:{Strong}\nbob:{Sha}\nbob:{Sha}\n");
        var console = new TestConsole();

        Assert.Equal(0, console.Run("users", file));
        Assert.Equal("alice\tbcrypt\t10\t\nbob\tsha1\t\tweak\nbob\tsha1\t\tweak, duplicate\n", console.OutputText);
    }

    [Fact]
    public void Users_knows_yescrypt_and_scrypt_as_strong()
    {
        const string Yescrypt = "$y$j9T$k2XAnEHBqQ1Ct2aMXFKNa/$Ry7oZ9ThqkDutyuKduodO92iRCkOPEVA3D3cGUEN1J1";
        const string Scrypt = "$7$CU..../....k2XAnEHBqQ1Ct2aMXFKNa/$eKAuKEl9owcPfapi3DXMF/raTm1Q3jjqXdo3fAEpfn5";
        string file = _directory.Write("f", $"alice:{Yescrypt}\nbob:{Scrypt}\n");
        var console = new TestConsole();

        Assert.Equal(0, console.Run("users", file));
        Assert.Equal("alice\tyescrypt\t12\t\nbob\tscrypt\t14\t\n", console.OutputText);
    }

    [Fact]
    public void Users_in_json()
    {
        string file = _directory.Write("f", $"alice:{Strong}\n");
        var console = new TestConsole();

        Assert.Equal(0, console.Run("users", file, "--json"));
        JsonElement user = JsonDocument.Parse(console.OutputText).RootElement[0];
        Assert.Equal(("alice", "bcrypt", 10), (user.GetProperty("user").GetString(), user.GetProperty("scheme").GetString(), user.GetProperty("cost").GetInt32()));
        Assert.DoesNotContain("$2y$", console.OutputText, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true, null, true)]
    [InlineData(true, "1", false)]
    [InlineData(false, null, false)]
    public void Colours_only_on_a_terminal_and_unless_refused(bool terminal, string? noColor, bool coloured)
    {
        string file = _directory.Write("f", $"bob:{Sha}\n");
        var console = new TestConsole { IsOutputTerminal = terminal };
        if (noColor is not null)
        {
            console.Environment["NO_COLOR"] = noColor;
        }

        console.Run("users", file);
        Assert.Equal(coloured, console.OutputText.Contains('\e'));
    }

    [Fact]
    public void Names_cannot_command_the_terminal()
    {
        string file = _directory.Write("f", $"a\e[2J:{Strong}\n");
        var console = new TestConsole { IsOutputTerminal = true };

        console.Run("users", file);
        Assert.DoesNotContain("\e[2J", console.OutputText, StringComparison.Ordinal);
    }

    [Fact]
    public void Missing_file_says_what_to_do()
    {
        var console = new TestConsole();

        Assert.Equal(1, console.Run("users", _directory.File("none")));
        Assert.EndsWith("no such file; check the path\n", console.ErrorText, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("alice", "pw", 0)]
    [InlineData("alice", "no", 3)]
    [InlineData("nobody", "pw", 3)]
    public void Verify_is_quiet(string user, string password, int expected)
    {
        string file = _directory.Write("f", $"alice:{Sha}\n");
        var console = TestConsole.WithInput(password + "\n");

        Assert.Equal(expected, console.Run("verify", file, user));
        Assert.Equal("", console.OutputText + console.ErrorText);
    }

    [Theory]
    [InlineData("bcrypt", "4", "$2y$04$")]
    [InlineData("sha512", "1000", "$6$rounds=1000$")]
    [InlineData("sha256", null, "$5$")]
    [InlineData("apr1", null, "$apr1$")]
    [InlineData("ssha", null, "{SSHA}")]
    public void Hash_prints_only_a_hash(string algorithm, string? cost, string prefix)
    {
        var console = TestConsole.WithInput("pw\n");
        string[] costWords = cost is null ? [] : ["--cost", cost];

        Assert.Equal(0, console.Run(["hash", "--algorithm", algorithm, .. costWords]));
        Assert.StartsWith(prefix, console.OutputText, StringComparison.Ordinal);
        Assert.NotEqual(PasswordVerification.Failed, PasswordHash.Verify("pw"u8, System.Text.Encoding.ASCII.GetBytes(console.OutputText.TrimEnd())));
    }

    [Fact]
    public void Hash_at_the_cost_this_machine_bears()
    {
        var console = TestConsole.WithInput("pw\n");

        Assert.Equal(0, console.Run("hash", "--cost", "auto"));
        Assert.Matches(@"^\$2y\$(0[4-9]|1[0-7])\$", console.OutputText);
    }

    [Theory]
    [InlineData("hash --cost 99")]
    [InlineData("hash --cost x")]
    [InlineData("hash --algorithm sha512 --cost auto")]
    [InlineData("hash --algorithm rot13")]
    public void Wrong_cost_or_scheme_is_wrong_usage(string words) =>
        Assert.Equal(2, TestConsole.WithInput("pw\n").Run(words.Split(' ')));

    [Fact]
    public void Errors_tell_no_password()
    {
        string password = new('s', 73);
        var console = TestConsole.WithInput(password + "\n");

        Assert.Equal(5, console.Run("hash"));
        Assert.Contains("72", console.ErrorText, StringComparison.Ordinal);
        Assert.DoesNotContain("sss", console.ErrorText, StringComparison.Ordinal);
    }

    [Fact]
    public void Group_members_come_and_go()
    {
        string file = _directory.File("groups");

        Assert.Equal(0, new TestConsole().Run("group", file, "add", "admins", "alice", "bob"));
        Assert.Equal(0, new TestConsole().Run("group", file, "remove", "admins", "alice"));
        Assert.Equal(1, new TestConsole().Run("group", file, "remove", "admins", "alice"));
        var console = new TestConsole();
        Assert.Equal(0, console.Run("group", file, "list"));
        Assert.Equal("admins\tbob\n", console.OutputText);
        Assert.Equal(1, new TestConsole().Run("group", _directory.File("none"), "remove", "admins", "alice"));
    }

    [Theory]
    [InlineData("bash", "complete -o")]
    [InlineData("zsh", "compdef")]
    [InlineData("fish", "complete -c htauth")]
    [InlineData("pwsh", "Register-ArgumentCompleter")]
    public void Completion_prints_a_script(string shell, string part)
    {
        var console = new TestConsole();

        Assert.Equal(0, console.Run("completion", shell));
        Assert.Contains(part, console.OutputText, StringComparison.Ordinal);
    }

    [Fact]
    public void Suggestions_hold_verbs_and_options()
    {
        var verbs = new TestConsole();
        verbs.Run("[suggest:7]", "htauth ");
        var options = new TestConsole();
        options.Run("[suggest:15]", "htauth check --");

        Assert.All((string[])["users", "check", "verify", "hash", "group", "otp", "sessions", "completion", "htpasswd", "htdigest"], verb => Assert.Contains(verb, verbs.OutputText, StringComparison.Ordinal));
        Assert.Contains("--json", options.OutputText, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("htauth otp ", "add show remove list check unlock recovery ticket app import export rekey key")]
    [InlineData("htauth otp app ", "add list remove")]
    [InlineData("htauth sessions ", "revoke")]
    [InlineData("htauth otp add --", "--qr --png --svg --issuer --digits --period --algorithm --hotp --stdin --replace --file --database --keys")]
    [InlineData("htauth otp import --format ", "apache_2fa google mod_authn_otp tinyauth authelia-csv authelia-yaml otpauth")]
    public void Suggestions_hold_the_verbs_of_the_second_factor(string line, string expected)
    {
        var console = new TestConsole();
        console.Run($"[suggest:{line.Length}]", line);

        Assert.Empty(expected.Split(' ').Except(console.OutputText.Split('\n').Select(word => word.TrimEnd('\r'))));
    }

    public void Dispose() => _directory.Dispose();
}
