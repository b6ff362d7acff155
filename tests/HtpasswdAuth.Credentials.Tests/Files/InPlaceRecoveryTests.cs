using HtpasswdAuth.EditorProcess;
using HtpasswdAuth.Testing;

namespace HtpasswdAuth.Files;

/// <summary>Every state in which a killed writer can leave a file that it was writing over.</summary>
public sealed class InPlaceRecoveryTests : IDisposable
{
    private readonly TempDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Theory]
    [InlineData("a:1\nb:2\n", "a:1\nb:2\nc:3\n")]
    [InlineData("a:1\nb:2\nc:3\n", "b:2\n")]
    [InlineData("a:1\nb:2", "x:9\n")]
    public void Mixture_gets_its_old_content_again(string before, string after)
    {
        string path = _directory.File("users");
        foreach (byte[] torn in Mixtures(before, after))
        {
            Backups.Abandon(path, before, after);
            File.WriteAllBytes(path, torn);

            CredentialFileUpdateResult result = CredentialFile.Update(path, content => (byte[])[.. content.Span, .. "\n#"u8]);

            bool isWhole = torn.AsSpan().SequenceEqual(HtpasswdText.Bytes(before)) || torn.AsSpan().SequenceEqual(HtpasswdText.Bytes(after));
            string expected = isWhole ? System.Text.Encoding.Latin1.GetString(torn) : before;
            Assert.Equal(expected + "\n#", File.ReadAllText(path));
            Assert.Equal(!isWhole, result.WasRestored);
            Assert.Equal(["users"], FileFacts.Names(_directory.Path));
        }
    }

    [Fact]
    public void Reader_that_may_write_puts_it_right()
    {
        const string Before = "alice:realm:0123456789abcdef0123456789abcdef\n";
        (string Reader, Func<string, object> Read)[] readers =
        [
            ("passwords", HtpasswdFile.Load), ("digests", HtdigestFile.Load), ("groups", HtgroupFile.Load),
            ("repair", path => AtomicFileWriter.Repair(path)),
        ];
        foreach ((string name, Func<string, object> read) in readers)
        {
            string path = _directory.File(name);
            Backups.Abandon(path, Before, "bob" + Before[5..]);
            File.WriteAllText(path, "bob" + Before[3..]);

            Assert.NotNull(read(path));

            Assert.Equal(Before, File.ReadAllText(path));
            Assert.Empty(CredentialFilePath.FindLeft(_directory.Path, path, CredentialFilePath.BackupSuffix));
        }
    }

    [Fact]
    public void Reader_that_may_not_write_reads_what_there_is()
    {
        FileFacts.RequireRootOnLinux();
        string path = _directory.File("users");
        Backups.Abandon(path, "a:1\n", "a:XY\n");
        File.WriteAllText(path, "a:X\n");
        FileFacts.RunTool("chmod", "0755", _directory.Path);
        FileFacts.RunTool("chmod", "0644", path);

        ToolResult result = DotnetProgram.Run(FileFacts.Editor, ["count", path], FileFacts.AsNobody);

        Assert.Equal("1", result.Output);
        Assert.Equal("a:X\n", File.ReadAllText(path));
    }

    [Fact]
    public void File_that_somebody_else_has_changed_since_is_left_alone()
    {
        string path = _directory.File("users");
        Backups.Abandon(path, "a:1\n", "b:2\nand much more of it\n");
        File.WriteAllText(path, "somebody:else\n");

        Assert.False(Edits.Set(path, "c", "3").WasRestored);

        Assert.Equal("somebody:else\nc:3\n", File.ReadAllText(path));
        Assert.Equal(2, FileFacts.Names(_directory.Path).Length);
    }

    [Fact]
    public void Backup_that_anybody_could_have_made_is_not_put_back()
    {
        FileFacts.RequireRootOnLinux();
        string path = _directory.File("users");
        Backups.Abandon(path, "a:1\n", "a:XY\n");
        File.WriteAllText(path, "a:X\n");
        string backup = _directory.File(FileFacts.Names(_directory.Path)[0]);

        FileFacts.RunTool("chown", "1234", backup);
        Assert.False(Edits.Set(path, "b", "2").WasRestored);
        FileFacts.RunTool("chown", "0", backup);
        FileFacts.RunTool("chmod", "0622", backup);
        Assert.False(Edits.Set(path, "b", "3").WasRestored);

        Assert.Equal("a:X\nb:3\n", File.ReadAllText(path));
    }

    [Fact]
    public void Backup_of_a_writer_at_work_is_not_touched()
    {
        string path = _directory.File("users");
        using TemporaryFile backup = Backups.Create(path, "a:1\n", "b:2\n");

        Edits.Set(path, "c", "3");

        Assert.True(File.Exists(backup.Path));
    }

    /// <summary>The writer's steps, the second one cut off after every byte.</summary>
    private static IEnumerable<byte[]> Mixtures(string before, string after)
    {
        int length = Math.Max(before.Length, after.Length);
        byte[] old = HtpasswdText.Bytes(before.PadRight(length, '\n'));
        byte[] filled = HtpasswdText.Bytes(after.PadRight(length, '\n'));
        for (int grown = before.Length; grown < length; grown++)
        {
            yield return old[..grown];
        }

        for (int written = 0; written <= length; written++)
        {
            yield return [.. filled[..written], .. old[written..]];
        }

        yield return HtpasswdText.Bytes(after);
    }
}
