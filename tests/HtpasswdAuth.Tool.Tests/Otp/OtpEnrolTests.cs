using HtpasswdAuth.Testing;
using System.Runtime.Versioning;
using System.Text;

namespace HtpasswdAuth.Tool.Tests;

[UnsupportedOSPlatform("windows")]
public sealed class OtpEnrolTests : IDisposable
{
    private readonly OtpScenario _site = new();

    [Fact]
    public void Add_prints_address_key_and_recovery_codes()
    {
        string[] lines = _site.Run(0, "otp", "add", "alice", "--issuer", "My Site").OutputText.Split('\n');

        string secret = _site.RevealedSecret();
        Assert.Equal(32, secret.Length);
        Assert.Equal($"otpauth://totp/My%20Site:alice?secret={secret}&issuer=My%20Site&algorithm=SHA1&digits=6&period=30", lines[0]);
        Assert.Equal("Key: " + string.Join(' ', secret.Chunk(4).Select(group => new string(group))), lines[1]);
        string[] codes = [.. lines[3..].Where(line => line.Length > 0).Select(line => line.Trim())];
        Assert.Equal(10, codes.Length);
        Assert.All(codes, code => Assert.True(_site.User().Enrolment!.TryFindRecoveryCode(code, OtpKeyRing.Load(_site.Files.Keys), out _)));
    }

    [Fact]
    public void Files_of_the_second_factor_are_the_owners_alone()
    {
        _site.Enrol();

        Assert.All((string[])[_site.Database, _site.Files.Keys], file => Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file)));
        Assert.All(Directory.GetFiles(Path.GetDirectoryName(_site.UserFile)!), file =>
            Assert.DoesNotContain(OtpScenario.Secret, Encoding.Latin1.GetString(File.ReadAllBytes(file)), StringComparison.Ordinal));
    }

    [Fact]
    public void Given_secret_is_read_from_standard_input_only()
    {
        TestConsole console = _site.RunWith("  riwv k4d2-sccj qjsj 3loa jnbg ubw7 dgvs\r\n", 0, "otp", "add", "alice", "--stdin");

        Assert.Equal(OtpScenario.Secret, _site.RevealedSecret());
        Assert.Equal(
            $"htauth: made the account database {_site.Database}. A site reads it with AddHtpasswdSqlite(), and answers 503 without; "
            + "back it up by htauth account backup, and the key file apart\n",
            console.ErrorText);
        Assert.Equal(2, new TestConsole().Run("otp", "add", "bob", "--secret", OtpScenario.Secret, "--file", _site.UserFile));
    }

    [Theory]
    [InlineData("")]
    [InlineData("JBSWY3DP\n")]
    [InlineData("not base32!\n")]
    public void Secret_that_is_none_is_refused_and_not_repeated(string input)
    {
        TestConsole console = _site.RunWith(input, 9, "otp", "add", "alice", "--stdin");

        Assert.DoesNotContain("JBSW", console.ErrorText, StringComparison.Ordinal);
        _site.HasNoDatabase();
    }

    [Fact]
    public void Parameters_can_be_chosen()
    {
        TestConsole console = _site.Run(0, "otp", "add", "alice", "--digits", "8", "--period", "60", "--algorithm", "SHA256");

        Assert.Equal(new OtpParameters { Algorithm = OtpAlgorithm.Sha256, Digits = 8, Period = 60 }, _site.User().Enrolment!.Parameters);
        Assert.Contains("algorithm=SHA256&digits=8&period=60", console.OutputText, StringComparison.Ordinal);
        Assert.Contains("some apps ignore", console.ErrorText, StringComparison.Ordinal);
        Assert.Equal(52, _site.RevealedSecret().Length);
    }

    [Fact]
    public void Tokens_with_a_button_count()
    {
        Assert.StartsWith("otpauth://hotp/alice?", _site.Run(0, "otp", "add", "alice", "--hotp").OutputText, StringComparison.Ordinal);
        Assert.Equal(OtpType.Hotp, _site.User().Enrolment!.Parameters.Type);
    }

    [Theory]
    [InlineData("--digits", "9")]
    [InlineData("--period", "301")]
    [InlineData("--algorithm", "MD5")]
    [InlineData("--digits", "x")]
    public void Parameters_out_of_range_are_wrong_usage(string option, string value) => _site.Run(2, "otp", "add", "alice", option, value);

    [Fact]
    public void Second_enrolment_needs_to_be_asked_for()
    {
        _site.Enrol();
        string id = _site.User().Enrolment!.Id;

        Assert.Contains("--replace", _site.Run(1, "otp", "add", "alice").ErrorText, StringComparison.Ordinal);
        Assert.Equal(id, _site.User().Enrolment!.Id);
        _site.Run(0, "otp", "add", "alice", "--replace");
        Assert.NotEqual(id, _site.User().Enrolment!.Id);
        Assert.NotEqual(OtpScenario.Secret, _site.RevealedSecret());
    }

    [Fact]
    public void Unknown_user_gets_nothing()
    {
        Assert.Contains("carol is not in", _site.Run(6, "otp", "add", "carol").ErrorText, StringComparison.Ordinal);
        _site.Run(6, "otp", "show", "carol");
        _site.Run(6, "otp", "check", "carol", "123456");
        _site.Run(6, "otp", "recovery", "carol");
        _site.Run(6, "otp", "ticket", "carol");
        _site.Run(6, "otp", "app", "add", "carol", "ci");
        _site.Run(6, "sessions", "revoke", "carol");
        _site.HasNoDatabase();
    }

    [Fact]
    public void Without_a_password_file_it_says_what_to_do()
    {
        var console = new TestConsole();

        Assert.Equal(2, console.Run("otp", "list"));
        Assert.Contains("--file", console.ErrorText, StringComparison.Ordinal);
        var missing = new TestConsole();
        Assert.Equal(1, missing.Run("otp", "add", "alice", "--file", _site.PathOf("none")));
        Assert.Contains("no such file", missing.ErrorText, StringComparison.Ordinal);
    }

    [Fact]
    public void Show_gives_the_same_again_but_no_recovery_codes()
    {
        string added = _site.Enrol("--issuer", "Site").OutputText;
        string shown = _site.Run(0, "otp", "show", "alice", "--issuer", "Site").OutputText;

        Assert.Equal(string.Join('\n', added.Split('\n')[..2]) + "\n", shown);
        _site.Run(1, "otp", "show", "bob");
    }

    [Fact]
    public void Show_of_a_counting_token_has_the_next_counter()
    {
        _site.Enrol("--hotp");
        _site.UpdateState(state => state.WithAccepted(_site.User().Enrolment!.Id, 41, null));

        Assert.Contains("counter=42", _site.Run(0, "otp", "show", "alice").OutputText, StringComparison.Ordinal);
    }

    [Fact]
    public void Lost_key_is_told_without_the_secret()
    {
        _site.Enrol();
        File.Delete(_site.Files.Keys);

        Assert.Contains("no such file", _site.Run(1, "otp", "show", "alice").ErrorText, StringComparison.Ordinal);
        Assert.Contains("restore it from a backup", _site.Run(7, "otp", "add", "bob").ErrorText, StringComparison.Ordinal);
        Assert.False(File.Exists(_site.Files.Keys));
        OtpKeyRing.LoadOrCreate(_site.Files.Keys);
        Assert.Contains("cannot be decrypted", _site.Run(7, "otp", "show", "alice").ErrorText, StringComparison.Ordinal);
        Assert.Contains("cannot be decrypted", _site.Run(7, "otp", "recovery", "alice").ErrorText, StringComparison.Ordinal);
    }

    [Fact]
    public void Remove_leaves_app_passwords_unless_the_user_is_gone()
    {
        _site.Enrol();
        _site.Run(0, "otp", "app", "add", "alice", "ci");
        _site.Run(0, "otp", "remove", "alice");
        Assert.Null(_site.User().Enrolment);
        Assert.Single(_site.User().AppPasswords);
        Assert.Contains("not enrolled", _site.Run(1, "otp", "remove", "alice").ErrorText, StringComparison.Ordinal);

        File.WriteAllText(_site.UserFile, $"bob:{OtpScenario.Hash}\n");
        _site.Run(0, "otp", "remove", "alice");
        Assert.True(_site.User().IsEmpty);
        _site.Run(1, "otp", "remove", "alice");
    }

    [Fact]
    public void Remove_takes_app_passwords_where_asked()
    {
        _site.Enrol();
        _site.Run(0, "otp", "app", "add", "alice", "ci");

        _site.Run(0, "otp", "remove", "alice", "--all");
        Assert.True(_site.User().IsEmpty);
    }

    [Fact]
    public void Database_and_key_file_may_lie_elsewhere()
    {
        string database = _site.PathOf("d"), keys = _site.PathOf("k");
        _site.Run(0, "otp", "add", "alice", "--database", database, "--keys", keys);
        _site.Run(0, "sessions", "revoke", "--all", "--database", database);

        Assert.Contains("alice", _site.Run(0, "otp", "list", "--database", database).OutputText, StringComparison.Ordinal);
        Assert.Equal(
            [AccountFiles.MarkerOf(database), AccountFiles.MarkerOf(_site.Database), database, keys, _site.UserFile],
            FolderContent.PathsIn(Path.GetDirectoryName(_site.UserFile)!));
    }

    public void Dispose() => _site.Dispose();
}
