using HtpasswdAuth.Testing;
using System.Runtime.Versioning;

namespace HtpasswdAuth.Tool.Tests;

[UnsupportedOSPlatform("windows")]
public sealed class OtpImportVerbTests : IDisposable
{
    private const string Secret = OtpScenario.Secret;
    private const string Hex = "8a2d55707a9084982649dadc04b426a06df19ab2";
    private const string GoHash = "$2a$04$HKF1RAkNLFGeYBFFMZ666u2/Ykppv8ACH/xjzQp1QPsO2q0fv.0EW";

    private readonly OtpScenario _site = new();

    [Fact]
    public void Tokens_json_is_taken_over()
    {
        TestConsole console = Import(0, $$"""{"alice": "{{Secret}}", "bob": "{{Secret.ToLowerInvariant()}}"}""");

        Assert.Equal((Secret, Secret), (_site.RevealedSecret(), _site.RevealedSecret("bob")));
        Assert.Equal("", console.OutputText);
        Assert.EndsWith("\nhtauth: 2 users were imported\n", console.ErrorText, StringComparison.Ordinal);
        _site.Run(0, "otp", "check", "alice", _site.Code());
    }

    [Fact]
    public void Problems_are_told_by_line_and_the_rest_is_taken_over()
    {
        TestConsole console = Import(1, $"HOTP alice + {Hex}\nMOTP bob - {Hex}\nHOTP carol + {Hex}\n");

        Assert.Contains(":2: bob: MOTP", console.ErrorText, StringComparison.Ordinal);
        Assert.Contains("carol is not in", console.ErrorText, StringComparison.Ordinal);
        Assert.Contains("1 user was imported", console.ErrorText, StringComparison.Ordinal);
        Assert.DoesNotContain(Hex[..8], console.ErrorText, StringComparison.Ordinal);
        Assert.Equal(["alice"], _site.Secrets.Users.Select(user => user.Name));
    }

    [Fact]
    public void Dry_run_changes_nothing()
    {
        TestConsole console = Import(0, $$"""{"alice": "{{Secret}}"}""", "--dry-run");

        Assert.Equal(("alice\n", "htauth: 1 user would be imported\n"), (console.OutputText, console.ErrorText));
        Assert.Equal(2, FolderContent.PathsIn(Path.GetDirectoryName(_site.UserFile)!).Length);
    }

    [Fact]
    public void Who_is_enrolled_keeps_the_secret_unless_replaced()
    {
        _site.Run(0, "otp", "add", "alice");
        string secret = _site.RevealedSecret();
        _site.Run(0, "otp", "app", "add", "alice", "ci");

        Assert.Contains("--replace", Import(1, $$"""{"alice": "{{Secret}}"}""").ErrorText, StringComparison.Ordinal);
        Assert.Equal(secret, _site.RevealedSecret());
        Import(0, $$"""{"alice": "{{Secret}}"}""", "--replace");
        Assert.Equal(Secret, _site.RevealedSecret());
        Assert.Single(_site.User().AppPasswords);
    }

    [Fact]
    public void Googles_file_needs_a_user_and_brings_spent_codes_and_scratch_codes()
    {
        long step = Totp.GetStep(_site.Time.GetUtcNow(), OtpParameters.Default);
        string file = $"{Secret}\n\" TIME_SKEW 2\n\" DISALLOW_REUSE {step - 1} {step}\n\" TOTP_AUTH\n12345678\n";
        Assert.Contains("--user", Import(2, file).ErrorText, StringComparison.Ordinal);
        TestConsole console = Import(0, file, "--user", "bob");

        Assert.Contains("2 steps ahead", console.ErrorText, StringComparison.Ordinal);
        Assert.True(_site.User("bob").Enrolment!.TryFindRecoveryCode("12345678", OtpKeyRing.Load(_site.Files.Keys), out _));
        Assert.False(_site.State("bob").IsUnused(_site.User("bob").Enrolment!.Id, step));
        Assert.True(_site.State("bob").IsUnused(_site.User("bob").Enrolment!.Id, step + 1));
    }

    [Fact]
    public void One_user_of_many_can_be_chosen()
    {
        Import(0, $$"""{"alice": "{{Secret}}", "bob": "{{Secret}}", "carol": "x"}""", "--user", "bob");
        Assert.True(_site.User().IsEmpty);
        Assert.NotNull(_site.User("bob").Enrolment);
        Import(1, $$"""{"alice": "{{Secret}}"}""", "--user", "carol");
    }

    [Fact]
    public void Counter_is_taken_over()
    {
        Import(0, $"HOTP alice + {Hex} 21\n");

        Assert.Equal(21, _site.User().Enrolment!.Counter);
    }

    [Fact]
    public void Pins_become_passwords_only_where_asked()
    {
        byte[] before = File.ReadAllBytes(_site.UserFile);
        TestConsole console = Import(0, $"HOTP alice 271828 {Hex}\n");
        Assert.Contains("PIN was not taken over", console.ErrorText, StringComparison.Ordinal);
        Assert.Equal(before, File.ReadAllBytes(_site.UserFile));

        console = Import(0, $"HOTP alice 271828 {Hex}\nHOTP carol 314159 {Hex}\nHOTP bob + {Hex}\n", "--set-passwords", "--replace");
        Assert.Equal((true, false, true, true), (Opens("alice", "271828"), Opens("alice", "pw"), Opens("carol", "314159"), Opens("bob", "pw")));
        Assert.DoesNotContain("271828", console.ErrorText + console.OutputText, StringComparison.Ordinal);
        Assert.NotNull(_site.User("carol").Enrolment);
    }

    [Fact]
    public void Token_without_a_pin_is_told()
    {
        Assert.Contains("needed no password there", Import(0, $"HOTP alice - {Hex}\n").ErrorText, StringComparison.Ordinal);
    }

    [Fact]
    public void Hashes_of_tinyauth_are_taken_over_only_where_asked()
    {
        string file = $"alice:{GoHash}:{Secret}\nbob:{GoHash}\ncarol:{GoHash}:{Secret}\ndora:{GoHash}\n";
        TestConsole console = Import(1, file);
        Assert.Contains("carol is not in", console.ErrorText, StringComparison.Ordinal);
        Assert.Contains("bob has only a password", console.ErrorText, StringComparison.Ordinal);
        Assert.DoesNotContain("HKF1", console.ErrorText, StringComparison.Ordinal);

        Import(0, file, "--set-passwords", "--replace");
        Assert.Equal(string.Concat(new[] { "alice", "bob", "carol", "dora" }.Select(user => $"{user}:{GoHash}\n")), File.ReadAllText(_site.UserFile));
        Assert.Null(_site.User("bob").Enrolment);
        Assert.NotNull(_site.User("carol").Enrolment);
    }

    [Fact]
    public void Format_is_told_where_the_content_does_not()
    {
        string file = _site.Write("google", $"{Secret.ToLowerInvariant()}\n\" TOTP_AUTH\n");

        Assert.Contains("--format", _site.Run(7, "otp", "import", file, "-u", "alice").ErrorText, StringComparison.Ordinal);
        _site.Run(0, "otp", "import", file, "-u", "alice", "--format", "google");
        _site.Run(2, "otp", "import", file, "--format", "other");
        _site.Run(1, "otp", "import", _site.PathOf("none"));
    }

    [Fact]
    public void File_may_come_from_standard_input()
    {
        _site.RunWith($"otpauth://totp/alice?secret={Secret}\n", 0, "otp", "import", "-");

        Assert.Equal(Secret, _site.RevealedSecret());
    }

    [Fact]
    public void File_that_is_too_long_is_refused()
    {
        Assert.Contains("16 MB", Import(1, new string('\n', OtpImport.MaxBytes + 1), "--format", "otpauth").ErrorText, StringComparison.Ordinal);
    }

    public void Dispose() => _site.Dispose();

    private TestConsole Import(int expected, string content, params string[] options) =>
        _site.Run(expected, ["otp", "import", _site.Write("import", content), .. options]);

    private bool Opens(string user, string password) =>
        HtpasswdFile.Load(_site.UserFile).TryFind(System.Text.Encoding.UTF8.GetBytes(user), out HtpasswdEntry entry)
        && PasswordHash.Verify(System.Text.Encoding.UTF8.GetBytes(password), entry.Hash.Span) is PasswordVerification.Success or PasswordVerification.SuccessRehashNeeded;
}
