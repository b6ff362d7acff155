using System.Runtime.Versioning;

namespace HtpasswdAuth.Tool.Tests;

[UnsupportedOSPlatform("windows")]
public sealed class OtpFileCheckTests : IDisposable
{
    private const string Plain = """{"u":"alice","t":"totp","id":"0123456789abcdef0123456789abcdef","alg":"SHA1","d":6,"p":30,"k":"plain:RIWVK4D2SCCJQJSJ3LOAJNBGUBW7DGVS","created":"2026-11-22T10:00:00Z"}""";

    private readonly OtpScenario _site = new();

    [Fact]
    public void Nothing_wrong_with_what_export_writes()
    {
        WriteTextFiles();
        var console = new TestConsole();

        Assert.Equal(0, console.Run("check", _site.Files.Secrets, _site.Files.State, _site.Files.Keys));
        Assert.Contains("users.otp: otp, 1 record, 0 problems\n", console.OutputText, StringComparison.Ordinal);
        Assert.Contains("users.otp-state: otp-state, 1 record, 0 problems\n", console.OutputText, StringComparison.Ordinal);
        Assert.Contains("users.otp-key: otp-key, 1 record, 0 problems\n", console.OutputText, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_broken_line_is_named()
    {
        string output = Check("users.otp", $"# c\nbroken\n{Plain}\n{{}}\n");

        Assert.Contains("users.otp:2: BrokenLine", output, StringComparison.Ordinal);
        Assert.Contains("users.otp:4: BrokenLine", output, StringComparison.Ordinal);
        Assert.Contains("1 record, 3 problems", output, StringComparison.Ordinal);
        Assert.DoesNotContain("RIWV", output, StringComparison.Ordinal);
    }

    [Fact]
    public void Lines_that_contradict_are_told() =>
        Assert.Contains("users.otp: Contradiction: Line 2", Check("users.otp", $"{Plain}\n{Plain}\n"), StringComparison.Ordinal);

    [Fact]
    public void Secret_in_the_clear_is_told() => Assert.Contains("users.otp:1: PlainSecret", Check("users.otp", Plain), StringComparison.Ordinal);

    [Fact]
    public void Secret_whose_key_is_gone_is_told()
    {
        WriteTextFiles();
        File.Delete(_site.Files.Keys);
        Assert.Equal(0, new TestConsole().Run("check", _site.Files.Secrets));
        OtpKeyRing.LoadOrCreate(_site.Files.Keys);

        Assert.Contains("users.otp:1: UnreadableSecret", Check("users.otp", File.ReadAllText(_site.Files.Secrets)), StringComparison.Ordinal);
        File.WriteAllText(_site.Files.Keys, "k1:x\n");
        Assert.Contains("users.otp: UnreadableKeys", Check("users.otp", File.ReadAllText(_site.Files.Secrets)), StringComparison.Ordinal);
        Assert.Contains("users.otp-key: BrokenKeys: Line 1", Check("users.otp-key", "k1:x\n"), StringComparison.Ordinal);
    }

    [Fact]
    public void Users_who_are_not_in_the_password_file_are_told()
    {
        string carol = Plain.Replace("alice", "carol", StringComparison.Ordinal);

        Assert.Contains("users.otp:2: NotInUserFile", Check("users.otp", $"\n{carol}\n"), StringComparison.Ordinal);
        Assert.Contains("users.otp-state:1: NotInUserFile", Check("users.otp-state", "{\"u\":\"carol\",\"epoch\":1}\n{\"u\":\"\",\"epoch\":1}\n"), StringComparison.Ordinal);
        Assert.DoesNotContain("NotInUserFile", Check("other.otp", carol), StringComparison.Ordinal);
        Assert.Contains("NotInUserFile", Check("other.otp", carol, "--file", _site.UserFile), StringComparison.Ordinal);
        Assert.Equal(1, new TestConsole().Run("check", _site.UserFile, "--file", _site.PathOf("none")));
    }

    [Theory]
    [InlineData("users.otp", Plain)]
    [InlineData("users.otp-state", "")]
    [InlineData("users.otp-key", "k1:AQECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=\n")]
    public void File_that_everybody_can_read_is_told(string name, string content)
    {
        string file = _site.Write(name, content);
        File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.OtherRead);
        var console = new TestConsole();

        Assert.Equal(1, console.Run("check", file));
        Assert.Contains("WorldReadable", console.OutputText, StringComparison.Ordinal);
    }

    [Fact]
    public void Text_files_of_accounts_are_of_version_0_and_the_key_file_is_not()
    {
        WriteTextFiles();
        var console = new TestConsole();
        console.Run("check", _site.Files.Secrets, _site.Files.State, _site.Files.Keys, _site.UserFile);

        string[] notes = [.. console.OutputText.Split('\n').Where(line => line.Contains("of version 0", StringComparison.Ordinal))];
        Assert.Equal(2, notes.Length);
        Assert.All(notes, note => Assert.Contains("htauth account import", note, StringComparison.Ordinal));
    }

    [Fact]
    public void Database_is_looked_at_by_another_verb()
    {
        _site.Enrol();
        var console = new TestConsole();

        Assert.Equal(2, console.Run("check", _site.Database));
        Assert.Contains("htauth account status", console.ErrorText, StringComparison.Ordinal);
        Assert.Equal(0, new TestConsole().Run("account", "status", "--file", _site.UserFile));
    }

    public void Dispose() => _site.Dispose();

    private void WriteTextFiles()
    {
        _site.Enrol();
        _site.Run(0, "sessions", "revoke", "alice");
        _site.Run(0, "account", "export", Path.GetDirectoryName(_site.UserFile)!);
    }

    private string Check(string name, string content, params string[] options)
    {
        string file = _site.Write(name, content);
        File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        var console = new TestConsole();
        Assert.Equal(1, console.Run(["check", file, .. options]));
        return console.OutputText;
    }
}
