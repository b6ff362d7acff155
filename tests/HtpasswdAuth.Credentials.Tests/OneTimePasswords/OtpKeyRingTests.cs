using System.Diagnostics;
using System.Text;
using HtpasswdAuth.Files;
using HtpasswdAuth.Testing;

namespace HtpasswdAuth.Credentials.Tests;

public sealed class OtpKeyRingTests : IDisposable
{
    private readonly TempDirectory _directory = new();
    private readonly string _path;

    public OtpKeyRingTests() => _path = _directory.File("users.otp-key");

    public static TheoryData<string, int> Broken => new()
    {
        { "k1:AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8", 1 },
        { "# comment\n\nk1:AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHg==", 3 },
        { "k1:AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh9=", 1 },
        { "k1:AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=AAAA", 1 },
        { "k1 AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=", 1 },
        { ":AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=", 1 },
        { "k 1:AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=", 1 },
        { "plain:AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=", 1 },
        { OtpScenario.KeyFile + OtpScenario.SecondKeyLine + "k1:BQECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=", 3 },
        { OtpScenario.KeyFile + "rubbish\n", 2 },
        { OtpScenario.KeyFile + "k2:AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8é\n", 2 },
    };

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void Missing_file_is_created_for_its_owner_only_and_read_from_then_on()
    {
        OtpKeyRing created = OtpKeyRing.LoadOrCreate(_path);

        Assert.Equal("k1", created.CurrentKeyId);
        Assert.Matches("^k1:[A-Za-z0-9+/]{43}=\n$", File.ReadAllText(_path));
        Assert.Equal(created.Derive("a"u8), OtpKeyRing.LoadOrCreate(_path).Derive("a"u8));
        Assert.Equal(created.Derive("a"u8), OtpKeyRing.Load(_path).Derive("a"u8));
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(_path));
        }
    }

    [Fact]
    public void Two_files_have_different_keys_and_two_purposes_too()
    {
        OtpKeyRing keys = OtpKeyRing.LoadOrCreate(_path);
        OtpKeyRing others = OtpKeyRing.LoadOrCreate(_directory.File("other"));

        byte[][] derived = [keys.Derive("a"u8), keys.Derive("b"u8), keys.Derive([]), others.Derive("a"u8)];

        Assert.Equal(derived.Length, derived.Select(Convert.ToHexString).Distinct().Count());
        Assert.All(derived, key => Assert.Equal(32, key.Length));
    }

    [Fact]
    public void Missing_file_or_directory_is_said()
    {
        Assert.Throws<FileNotFoundException>(() => OtpKeyRing.Load(_path));
        Assert.Throws<FileNotFoundException>(() => OtpKeyRing.AddKey(_path));
        Assert.Throws<FileNotFoundException>(() => OtpKeyRing.DropOldKeys(_path));
        Assert.Throws<DirectoryNotFoundException>(() => OtpKeyRing.LoadOrCreate(_directory.File("none/key")));
        Assert.Empty(FileFacts.Names(_directory.Path));
    }

    [Fact]
    public void Last_key_is_the_current_one_and_the_others_still_read()
    {
        OtpEnrolment enrolment = OtpScenario.Enrolment();
        OtpKeyRing keys = OtpKeyRing.Parse(Encoding.UTF8.GetBytes($"# first\r\n{OtpScenario.KeyFile.Trim()}\r\n\r\n # second: é\n  {OtpScenario.SecondKeyLine.Trim()}"));

        Assert.Equal("k2", keys.CurrentKeyId);
        OtpScenario.AssertReveals(enrolment, keys);
        Assert.Equal(OtpScenario.SecondKey.Derive("a"u8), keys.Derive("a"u8));
    }

    [Theory]
    [MemberData(nameof(Broken))]
    public void Broken_line_is_named_and_not_shown_and_the_file_stays(string content, int line)
    {
        File.WriteAllText(_path, content);

        foreach (Func<string, OtpKeyRing> read in (Func<string, OtpKeyRing>[])[OtpKeyRing.Load, OtpKeyRing.LoadOrCreate, OtpKeyRing.AddKey, OtpKeyRing.DropOldKeys])
        {
            InvalidDataException exception = Assert.Throws<InvalidDataException>(() => read(_path));
            Assert.Contains($"Line {line} ", exception.Message, StringComparison.Ordinal);
            Assert.DoesNotContain("AAEC", exception.ToString(), StringComparison.Ordinal);
            Assert.Null(exception.InnerException);
        }

        Assert.Equal(content, File.ReadAllText(_path));
    }

    [Theory]
    [InlineData("")]
    [InlineData("# nothing\n\n")]
    public void File_without_a_key_is_not_filled(string content)
    {
        File.WriteAllText(_path, content);

        Assert.Throws<InvalidDataException>(() => OtpKeyRing.LoadOrCreate(_path));
        Assert.Throws<InvalidDataException>(() => OtpKeyRing.AddKey(_path));
        Assert.Equal(content, File.ReadAllText(_path));
    }

    [Fact]
    public void Added_key_is_current_under_a_new_id_and_old_ones_go_when_they_are_dropped()
    {
        File.WriteAllText(_path, "# ours\nold:AQECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=\n" + OtpScenario.KeyFile.Trim());

        OtpKeyRing added = OtpKeyRing.AddKey(_path);
        OtpScenario.AssertReveals(OtpScenario.Enrolment(), added);
        OtpKeyRing dropped = OtpKeyRing.DropOldKeys(_path);
        Assert.Matches("^# ours\nk2:[^\n]{44}\n$", File.ReadAllText(_path));

        Assert.Equal(("k2", "k2"), (added.CurrentKeyId, dropped.CurrentKeyId));
        Assert.Equal(added.Derive("a"u8), dropped.Derive("a"u8));
        Assert.False(OtpScenario.Enrolment().TryReveal(dropped, out _));
        Assert.Equal("k3", OtpKeyRing.AddKey(_path).CurrentKeyId);
        Assert.Equal("k3", OtpKeyRing.DropOldKeys(_path).CurrentKeyId);
    }

    [Fact]
    public void Key_file_that_may_only_be_read_is_enough()
    {
        FileFacts.RequireRootOnLinux();
        File.WriteAllText(_path, OtpScenario.KeyFile);
        FileFacts.RunTool("chmod", "0755", _directory.Path);
        FileFacts.RunTool("chmod", "0444", _path);

        ToolResult result = DotnetProgram.Run(FileFacts.Editor, ["otp-key", _path], FileFacts.AsNobody);

        Assert.Equal(Convert.ToHexString(OtpScenario.Keys.Derive("test"u8)), result.Output);
    }

    [Fact]
    public void Threads_that_create_the_file_at_once_get_the_same_key()
    {
        using var start = new Barrier(32);
        string[] derived = new string[32];
        Thread[] threads = [.. Enumerable.Range(0, 32).Select(i => new Thread(() =>
        {
            start.SignalAndWait();
            derived[i] = Convert.ToHexString(OtpKeyRing.LoadOrCreate(_path).Derive("test"u8));
        }))];
        Array.ForEach(threads, thread => thread.Start());
        Array.ForEach(threads, thread => thread.Join());

        Assert.Equal(Convert.ToHexString(OtpKeyRing.Load(_path).Derive("test"u8)), Assert.Single(derived.Distinct()));
        Assert.Equal(["users.otp-key"], FileFacts.Names(_directory.Path));
    }

    [Fact]
    public async Task Processes_that_create_the_file_at_once_get_the_same_key()
    {
        Process[] processes = [.. Enumerable.Range(0, 6).Select(_ => DotnetProgram.Start(FileFacts.Editor, ["otp-key", _path, _directory.File("go")]))];
        await OtpProcesses.LetGoAsync(processes, _directory.File("go"));
        string[] derived = [.. await OtpProcesses.OutputsAsync(processes)];

        Assert.Equal(Convert.ToHexString(OtpKeyRing.Load(_path).Derive("test"u8)), Assert.Single(derived.Distinct()));
    }
}
