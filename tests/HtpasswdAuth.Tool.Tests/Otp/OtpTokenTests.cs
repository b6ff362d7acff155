using System.Runtime.Versioning;
using System.Text;

namespace HtpasswdAuth.Tool.Tests;

[UnsupportedOSPlatform("windows")]
public sealed class OtpTokenTests : IDisposable
{
    private readonly OtpScenario _site = new();

    [Fact]
    public void Recovery_codes_are_made_anew()
    {
        _site.Enrol();
        string id = _site.User().Enrolment!.Id;
        string[] lines = _site.Run(0, "otp", "recovery", "alice").OutputText.Split('\n', StringSplitOptions.RemoveEmptyEntries);

        Assert.Equal(11, lines.Length);
        Assert.True(_site.User().Enrolment!.TryFindRecoveryCode(lines[1].Trim(), OtpKeyRing.Load(_site.Files.Keys), out _));
        Assert.Equal(id, _site.User().Enrolment!.Id);
        Assert.Contains("not enrolled", _site.Run(1, "otp", "recovery", "bob").ErrorText, StringComparison.Ordinal);
    }

    [Fact]
    public void Ticket_is_good_for_the_hours_said()
    {
        TestConsole console = _site.Run(0, "otp", "ticket", "alice", "--hours", "3");
        string ticket = console.OutputText.Trim();

        Assert.Matches("^[A-Z2-7]{26}$", ticket);
        Assert.DoesNotContain(ticket, console.ErrorText, StringComparison.Ordinal);
        Assert.True(_site.User().Ticket!.Accepts(ticket, _site.Time.GetUtcNow().AddMinutes(179)));
        Assert.False(_site.User().Ticket!.Accepts(ticket, _site.Time.GetUtcNow().AddHours(3)));
        _site.Run(2, "otp", "ticket", "alice", "--hours", "0");
    }

    [Fact]
    public void Ticket_is_gone_when_the_user_is_enrolled_by_hand()
    {
        _site.Run(0, "otp", "ticket", "alice");
        _site.Enrol();

        Assert.Null(_site.User().Ticket);
    }

    [Fact]
    public void App_password_is_printed_once_and_has_its_scope()
    {
        TestConsole console = _site.Run(0, "otp", "app", "add", "alice", "build server", "--path", "/repo", "--path", "/x", "--method", "get", "--days", "30");
        AppPassword made = Assert.Single(_site.User().AppPasswords);

        Assert.True(made.Matches(Encoding.ASCII.GetBytes(console.OutputText.Trim())));
        Assert.DoesNotContain(console.OutputText.Trim(), console.ErrorText, StringComparison.Ordinal);
        Assert.True(made.Allows("/repo/a", "GET", _site.Time.GetUtcNow()));
        Assert.False(made.Allows("/repo/a", "POST", _site.Time.GetUtcNow()));
        Assert.False(made.Allows("/other", "GET", _site.Time.GetUtcNow()));
        Assert.False(made.Allows("/repo/a", "GET", _site.Time.GetUtcNow().AddDays(30)));
    }

    [Fact]
    public void App_passwords_are_listed_without_the_password_and_taken_back()
    {
        string password = _site.Run(0, "otp", "app", "add", "alice", "ci", "--days", "1").OutputText.Trim();
        _site.Run(0, "otp", "app", "add", "alice", "mail");
        string id = _site.User().AppPasswords[0].Id;
        _site.UpdateState(state => state.WithAppPasswordUse(id, _site.Time.GetUtcNow()));
        string[] lines = _site.Run(0, "otp", "app", "list", "alice").OutputText.Split('\n');

        Assert.Equal($"{id}\tci\t2026-11-22\t2026-11-23 10:00 UTC\t2026-11-22 10:00 UTC\tall\tall", lines[0]);
        Assert.EndsWith("\tmail\t2026-11-22\tnever\tnever\tall\tall", lines[1], StringComparison.Ordinal);
        Assert.DoesNotContain(password, string.Join('\n', lines), StringComparison.Ordinal);
        _site.Run(0, "otp", "app", "remove", "alice", id);
        Assert.Equal("mail", Assert.Single(_site.User().AppPasswords).Name);
        _site.Run(1, "otp", "app", "remove", "alice", id);
        _site.Run(1, "otp", "app", "remove", "bob", id);
    }

    [Theory]
    [InlineData("--path", "repo")]
    [InlineData("--path", "/a/../b")]
    [InlineData("--path", "/a%2f")]
    [InlineData("--method", "GET POST")]
    [InlineData("--days", "0")]
    public void Scope_that_nothing_is_in_is_wrong_usage(string option, string value)
    {
        _site.Run(2, "otp", "app", "add", "alice", "ci", option, value);
        _site.HasNoDatabase();
    }

    [Fact]
    public void Rekey_encrypts_under_a_new_key_and_finish_drops_the_old()
    {
        _site.Write("users.otp", $$"""{"u":"bob","t":"totp","id":"0123456789abcdef0123456789abcdef","alg":"SHA1","d":6,"p":30,"k":"plain:{{OtpScenario.Secret}}","created":"2026-11-22T10:00:00Z"}""" + "\n");
        _site.Enrol();
        Assert.Contains("k2", _site.Run(0, "otp", "rekey").OutputText, StringComparison.Ordinal);

        Assert.Equal(("k2", "k2"), (_site.User().Enrolment!.KeyId, _site.User("bob").Enrolment!.KeyId));
        Assert.Equal(2, File.ReadAllLines(_site.Files.Keys).Length);
        _site.Run(0, "otp", "rekey", "--finish");
        Assert.Single(File.ReadAllLines(_site.Files.Keys));
        Assert.Equal((OtpScenario.Secret, OtpScenario.Secret), (_site.RevealedSecret(), _site.RevealedSecret("bob")));
    }

    [Fact]
    public void Finish_encrypts_what_is_still_under_the_old_key_first()
    {
        _site.Enrol();
        OtpKeyRing.AddKey(_site.Files.Keys);
        _site.Run(0, "otp", "rekey", "--finish");

        Assert.Equal(OtpScenario.Secret, _site.RevealedSecret());
        Assert.Equal("k2", _site.User().Enrolment!.KeyId);
    }

    [Fact]
    public void Rekey_of_a_secret_whose_key_is_lost_changes_nothing_and_keeps_the_keys()
    {
        _site.Enrol();
        File.Delete(_site.Files.Keys);
        OtpKeyRing.LoadOrCreate(_site.Files.Keys);
        byte[] before = _site.Secrets.ToArray();

        Assert.Contains("alice cannot be decrypted", _site.Run(7, "otp", "rekey", "--finish").ErrorText, StringComparison.Ordinal);
        Assert.Equal(before, _site.Secrets.ToArray());
        Assert.Single(File.ReadAllLines(_site.Files.Keys));
    }

    public void Dispose() => _site.Dispose();
}
