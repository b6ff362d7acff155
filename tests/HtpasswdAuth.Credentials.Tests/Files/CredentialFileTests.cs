using System.Diagnostics;
using System.Text;
using HtpasswdAuth.EditorProcess;
using HtpasswdAuth.Testing;

namespace HtpasswdAuth.Files;

public sealed class CredentialFileTests : IDisposable
{
    private readonly TempDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void File_is_replaced_and_nothing_else_appears()
    {
        string path = _directory.Write("users", "a:1\n");
        UInt128 before = FileFacts.Status(path).Identity;

        Assert.Equal(CredentialFileWriteMethod.Replaced, FileFacts.Append(path, "b:2\n"));

        Assert.Equal("a:1\nb:2\n", File.ReadAllText(path));
        Assert.NotEqual(before, FileFacts.Status(path).Identity);
        Assert.Equal(["users"], FileFacts.Names(_directory.Path));
    }

    [Fact]
    public void Unchanged_content_and_a_null_leave_the_file_untouched()
    {
        string path = _directory.Write("users", "a:1\n");
        LinuxStatus before = FileFacts.Status(path);

        Assert.Equal(CredentialFileWriteMethod.None, FileFacts.Append(path, ""));
        Assert.Equal(CredentialFileWriteMethod.None, CredentialFile.Update(path, _ => null).Method);

        Assert.Equal(before, FileFacts.Status(path));
    }

    [Fact]
    public void Missing_file_is_created_only_when_asked_to()
    {
        string path = _directory.File("users");

        Assert.Throws<FileNotFoundException>(() => FileFacts.Append(path, "a:1\n"));
        Assert.Empty(FileFacts.Names(_directory.Path));
        Assert.Equal(CredentialFileWriteMethod.Created, Edits.Set(path, "a", "1").Method);
        Assert.Equal(["users"], FileFacts.Names(_directory.Path));
        Assert.Equal((uint)1, FileFacts.Status(path).Links);
        Assert.Throws<DirectoryNotFoundException>(() => Edits.Set(Path.Combine(path + "x", "users"), "a", "1"));
    }

    [Theory]
    [InlineData("022", "rw-r--r--")]
    [InlineData("077", "rw-------")]
    [InlineData("000", "rw-rw-rw-")]
    public void New_file_has_the_mode_that_the_umask_leaves(string umask, string mode)
    {
        string path = _directory.File("users");

        ToolResult result = DotnetProgram.Run(
            FileFacts.Editor, ["add", path, "a", "1"], ExternalTool.Require("sh"), "-c", $"umask {umask}; exec \"$0\" \"$@\"");

        Assert.Equal("Created", result.Output);
        Assert.Equal(mode, Letters(FileFacts.Status(path).Permissions));
    }

    [Fact]
    public void Truncating_starts_from_nothing_and_keeps_the_mode()
    {
        string path = _directory.Write("users", "a:1\n");
        FileFacts.RunTool("chmod", "0640", path);
        var truncate = new CredentialFileUpdateOptions { Truncate = true };

        CredentialFile.Update(path, content => content.IsEmpty ? "b:2\n"u8.ToArray() : null, truncate);
        CredentialFile.Update(_directory.File("new"), _ => "c:3\n"u8.ToArray(), truncate);

        Assert.Equal("b:2\n", File.ReadAllText(path));
        Assert.Equal("rw-r-----", Letters(FileFacts.Status(path).Permissions));
        Assert.Equal("c:3\n", File.ReadAllText(_directory.File("new")));
    }

    [Fact]
    public void Links_stay_and_what_they_lead_to_is_replaced()
    {
        Directory.CreateDirectory(_directory.File("data"));
        string target = _directory.Write("data/users", "a:1\n");
        string first = _directory.File("first");
        string second = _directory.File("second");
        File.CreateSymbolicLink(first, "data/users");
        File.CreateSymbolicLink(second, first);

        Assert.Equal(CredentialFileWriteMethod.Replaced, FileFacts.Append(second, "b:2\n"));

        Assert.Equal("a:1\nb:2\n", File.ReadAllText(target));
        Assert.Equal(("data/users", first), (new FileInfo(first).LinkTarget, new FileInfo(second).LinkTarget));
        Assert.Equal(["data", "first", "second"], FileFacts.Names(_directory.Path));
    }

    [Fact]
    public void Link_that_leads_nowhere_gets_its_file()
    {
        string link = _directory.File("link");
        File.CreateSymbolicLink(link, "users");

        Assert.Equal(CredentialFileWriteMethod.Created, Edits.Set(link, "a", "1").Method);

        Assert.Equal("a:1\n", File.ReadAllText(_directory.File("users")));
        Assert.Equal("users", new FileInfo(link).LinkTarget);
    }

    [Fact]
    public void Device_is_just_written_to()
    {
        var result = CredentialFile.Update("/dev/null", content => content.IsEmpty ? "a:1\n"u8.ToArray() : null);

        Assert.Equal(CredentialFileWriteMethod.InPlace, result.Method);
        Assert.False(FileFacts.Status("/dev/null").IsRegularFile);
    }

    [Fact]
    public void Name_of_255_bytes_is_written_as_well()
    {
        string path = _directory.Write(new string('n', 255), "a:1\n");

        Assert.Equal(CredentialFileWriteMethod.Replaced, FileFacts.Append(path, "b:2\n"));
    }

    [Fact]
    public void Leftovers_of_this_file_go_and_all_else_stays()
    {
        string path = _directory.Write("users", "a:1\n");
        string hex = new('0', 32);
        string[] others = [".ht-users-1.tmp", $".ht-users2-{hex}.tmp", $".ht-users-{hex}.tmp.bak", $".ht-users-{hex[1..]}g.tmp"];
        foreach (string name in (string[])[.. others, $".ht-users-{hex}.tmp", $".ht-users-{hex}.backup"])
        {
            _directory.Write(name, "half");
        }

        FileFacts.Append(path, "b:2\n");

        Assert.Equal([.. others.Append("users").Order(StringComparer.Ordinal)], FileFacts.Names(_directory.Path));
    }

    [Fact]
    public void Reader_that_opened_the_file_before_keeps_the_old_version()
    {
        string path = _directory.Write("users", "a:1\n");
        using var reader = new StreamReader(File.OpenRead(path));

        FileFacts.Append(path, "b:2\n");

        Assert.Equal("a:1\n", reader.ReadToEnd());
    }

    [Fact]
    public void Programs_of_the_base_library_read_while_the_file_is_locked()
    {
        string path = _directory.Write("users", "a:1\n");
        using CredentialFileLock held = CredentialFileLock.Acquire(path, TimeSpan.Zero);

        Assert.Equal("a:1\n", File.ReadAllText(path));
    }

    [Fact]
    public void Waiting_ends_with_an_error_that_tells_where_to_look()
    {
        string path = _directory.Write("users", "a:1\n");
        using CredentialFileLock held = CredentialFileLock.Acquire(path, TimeSpan.Zero);
        long started = Stopwatch.GetTimestamp();

        var exception = Assert.Throws<TimeoutException>(() => CredentialFileLock.Acquire(path, TimeSpan.FromMilliseconds(100)));

        Assert.Contains($"fuser -v '{path}'", exception.Message, StringComparison.Ordinal);
        Assert.True(Stopwatch.GetElapsedTime(started) >= TimeSpan.FromMilliseconds(100));
    }

    [Fact]
    public void Waiting_can_be_ended()
    {
        string path = _directory.File("missing");
        using CredentialFileLock held = CredentialFileLock.Acquire(path, TimeSpan.Zero);
        using var cancel = new CancellationTokenSource(TimeSpan.FromMilliseconds(50));

        Assert.Throws<OperationCanceledException>(() => CredentialFileLock.Acquire(path, Timeout.InfiniteTimeSpan, cancel.Token));
    }

    [Fact]
    public void Lock_file_of_other_systems_is_held_by_one_at_a_time()
    {
        string path = _directory.Write("users", "a:1\n");

        using (CredentialFileLock? held = TryLock(path))
        {
            Assert.NotNull(held);
            Assert.Null(TryLock(path));
        }

        // A process that another test just starts has the open file for a moment.
        CredentialFileLock? next = null;
        Assert.True(SpinWait.SpinUntil(() => (next = TryLock(path)) is not null, TimeSpan.FromSeconds(30)));
        next!.Dispose();
        Assert.Throws<DirectoryNotFoundException>(() => TryLock(Path.Combine(path + "x", "users")));
    }

    [Fact]
    public void Failing_change_leaves_the_file_and_frees_the_lock()
    {
        string path = _directory.Write("users", "a:1\n");

        Assert.Throws<InvalidDataException>(() => CredentialFile.Update(path, _ => throw new InvalidDataException()));

        CredentialFileLock.Acquire(path, TimeSpan.FromSeconds(30)).Dispose();
        Assert.Equal("a:1\n", File.ReadAllText(path));
    }

    private static CredentialFileLock? TryLock(string path)
    {
        using var other = new LockFile(path);
        return other.TryAcquire(out _);
    }

    private static string Letters(UnixFileMode mode)
    {
        var text = new StringBuilder();
        for (int bit = 8; bit >= 0; bit--)
        {
            text.Append((((int)mode >> bit) & 1) == 0 ? '-' : "xwr"[bit % 3]);
        }

        return text.ToString();
    }
}
