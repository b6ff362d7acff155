using System.Runtime.Versioning;

namespace HtpasswdAuth.Tool.Tests;

[UnsupportedOSPlatform("windows")]
public sealed class OtpExportVerbTests : IDisposable
{
    private readonly OtpScenario _site = new();

    public static TheoryData<string, string> Formats => new()
    {
        { "apache_2fa", $$"""{"alice": "{{OtpScenario.Secret}}"}""" },
        { "google", $"{OtpScenario.Secret}\n\" DISALLOW_REUSE\n\" TOTP_AUTH\n" },
        { "mod_authn_otp", "HOTP/T30 alice         +       8a2d55707a9084982649dadc04b426a06df19ab2 0   0 \n" },
        { "tinyauth", $"alice:{OtpScenario.Hash}:{OtpScenario.Secret}\n" },
        { "authelia-csv", $"issuer,username,algorithm,digits,period,secret\n,alice,SHA1,6,30,{OtpScenario.Secret}\n" },
        {
            "authelia-yaml",
            "totp_configurations:\n    - created_at: 2026-11-22T10:00:10Z\n      last_used_at: null\n      username: alice\n      issuer: \"\"\n"
            + "      algorithm: SHA1\n      digits: 6\n      period: 30\n      secret: UklXVks0RDJTQ0NKUUpTSjNMT0FKTkJHVUJXN0RHVlM=\n"
        },
        { "otpauth", $"otpauth://totp/alice?secret={OtpScenario.Secret}&algorithm=SHA1&digits=6&period=30\n" },
    };

    [Theory]
    [MemberData(nameof(Formats))]
    public void Every_format_is_written_and_read_again(string format, string expected)
    {
        _site.Enrol();
        TestConsole console = _site.Run(0, "otp", "export", "--format", format);
        Assert.Equal((expected, ""), (console.OutputText, console.ErrorText));

        _site.Run(0, "otp", "remove", "alice");
        _site.Run(0, "otp", "import", _site.Write("export", console.OutputText), "-u", "alice");
        Assert.Equal(OtpScenario.Secret, _site.RevealedSecret());
    }

    [Fact]
    public void File_is_the_owners_alone_and_a_warning_says_what_it_is()
    {
        _site.Enrol();
        string file = _site.PathOf("out");
        TestConsole console = _site.Run(0, "otp", "export", file);

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
        Assert.Contains("secrets in the clear", console.ErrorText, StringComparison.Ordinal);
        Assert.Contains(OtpScenario.Secret, File.ReadAllText(file), StringComparison.Ordinal);
        Assert.Equal("", console.OutputText);
        Assert.Contains("exists already", _site.Run(1, "otp", "export", file).ErrorText, StringComparison.Ordinal);
    }

    [Fact]
    public void What_does_not_fit_is_told()
    {
        _site.Enrol("--digits", "8");
        _site.Run(0, "otp", "add", "bob");
        TestConsole console = _site.Run(1, "otp", "export", "--format", "apache_2fa");

        Assert.Contains("alice: ", console.ErrorText, StringComparison.Ordinal);
        Assert.StartsWith("{\"bob\": ", console.OutputText, StringComparison.Ordinal);
    }

    [Fact]
    public void Secret_whose_key_is_lost_is_told_and_the_others_are_written()
    {
        _site.Enrol();
        File.AppendAllText(_site.Files.Keys, "k2:AQECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=\n");
        _site.Run(0, "otp", "add", "bob");
        File.WriteAllText(_site.Files.Keys, "k2:AQECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=\n");
        TestConsole console = _site.Run(1, "otp", "export");

        Assert.Contains("alice: the secret cannot be decrypted", console.ErrorText, StringComparison.Ordinal);
        Assert.StartsWith("otpauth://totp/bob?", console.OutputText, StringComparison.Ordinal);
    }

    [Fact]
    public void One_user_and_an_issuer_can_be_chosen()
    {
        _site.Enrol();
        _site.Run(0, "otp", "add", "bob");

        Assert.StartsWith("otpauth://totp/My%20Site:bob?", _site.Run(0, "otp", "export", "-u", "bob", "--issuer", "My Site").OutputText, StringComparison.Ordinal);
        _site.Run(1, "otp", "export", "-u", "carol");
    }

    [Fact]
    public void Spent_code_and_counter_go_with_the_secret()
    {
        _site.Enrol();
        _site.UpdateState(state => state.WithAccepted(_site.User().Enrolment!.Id, 59_000_000, null));
        Assert.Contains("\" DISALLOW_REUSE 59000000\n", _site.Run(0, "otp", "export", "--format", "google").OutputText, StringComparison.Ordinal);
        Assert.Contains("last_used_at: 2026-02-02T02:40:00Z", _site.Run(0, "otp", "export", "--format", "authelia-yaml").OutputText, StringComparison.Ordinal);

        _site.Enrol("--hotp", "--replace");
        _site.UpdateState(state => state.WithAccepted(_site.User().Enrolment!.Id, 41, null));
        Assert.Contains("\" HOTP_COUNTER 42\n", _site.Run(0, "otp", "export", "--format", "google").OutputText, StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_to_export_is_told() => Assert.Contains("nobody is enrolled", _site.Run(1, "otp", "export").ErrorText, StringComparison.Ordinal);

    public void Dispose() => _site.Dispose();
}
