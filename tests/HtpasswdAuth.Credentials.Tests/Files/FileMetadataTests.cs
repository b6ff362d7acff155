using System.Runtime.InteropServices;
using System.Text;
using HtpasswdAuth.EditorProcess;
using HtpasswdAuth.Testing;

namespace HtpasswdAuth.Files;

/// <summary>What must be of the new file what was of the old one, and where a new file cannot be had.</summary>
public sealed partial class FileMetadataTests : IDisposable
{
    /// <summary>An access control list, version 2: owner rw, user 1234 r, group none, mask r, others none.</summary>
    private static readonly byte[] AccessList = Convert.FromHexString(
        "02000000" + "01000600FFFFFFFF" + "02000400D2040000" + "04000000FFFFFFFF" + "10000400FFFFFFFF" + "20000000FFFFFFFF");

    private readonly TempDirectory _directory = new();
    private readonly string _path;

    public FileMetadataTests()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Owners and attributes are kept on Linux.");
        _path = _directory.Write("users", "a:1\n");
    }

    public void Dispose() => _directory.Dispose();

    [Theory]
    [InlineData(384)] // 0600
    [InlineData(416)] // 0640
    [InlineData(436)] // 0664
    public void Mode_stays(int mode)
    {
        FileFacts.RunTool("chmod", Convert.ToString(mode, 8), _path);

        Assert.Equal(CredentialFileWriteMethod.Replaced, FileFacts.Append(_path, "b:2\n"));

        Assert.Equal((UnixFileMode)mode, FileFacts.Status(_path).Permissions);
    }

    [Fact]
    public void Owner_and_group_stay()
    {
        FileFacts.RequireRootOnLinux();
        FileFacts.RunTool("chown", "1234:5678", _path);

        Assert.Equal(CredentialFileWriteMethod.Replaced, FileFacts.Append(_path, "b:2\n"));

        Assert.Equal(((uint)1234, (uint)5678), (FileFacts.Status(_path).UserId, FileFacts.Status(_path).GroupId));
    }

    [Fact]
    public void Owner_that_may_not_be_given_away_is_kept_by_writing_in_place()
    {
        FileFacts.RequireRootOnLinux();
        FileFacts.RunTool("chmod", "0777", _directory.Path);
        FileFacts.RunTool("chmod", "0666", _path);
        LinuxStatus before = FileFacts.Status(_path);

        ToolResult result = DotnetProgram.Run(FileFacts.Editor, ["add", _path, "b", "1"], FileFacts.AsNobody);

        Assert.Equal("InPlace", result.Output);
        Assert.Equal(before, FileFacts.Status(_path));
        Assert.Equal("a:1\nb-0:hash\n", File.ReadAllText(_path));
        Assert.Equal(["users"], FileFacts.Names(_directory.Path));
    }

    [Fact]
    public void Directory_that_is_not_writable_leads_to_writing_in_place()
    {
        FileFacts.RequireRootOnLinux();
        FileFacts.RunTool("chmod", "0755", _directory.Path);
        FileFacts.RunTool("chown", "65534:65534", _path);
        LinuxStatus before = FileFacts.Status(_path);

        ToolResult result = DotnetProgram.Run(FileFacts.Editor, ["add", _path, "b", "1"], FileFacts.AsNobody);

        Assert.Equal("InPlace", result.Output);
        Assert.Equal(before, FileFacts.Status(_path));
        Assert.Equal("a:1\nb-0:hash\n", File.ReadAllText(_path));
    }

    [Fact]
    public void File_that_may_not_be_written_is_not_replaced_either()
    {
        FileFacts.RequireRootOnLinux();
        FileFacts.RunTool("chmod", "0777", _directory.Path);

        Assert.Equal("UnauthorizedAccessException", DotnetProgram.Run(FileFacts.Editor, ["add", _path, "b", "1"], FileFacts.AsNobody).Output);
        FileFacts.RunTool("chattr", "+i", _path);
        try
        {
            Assert.Throws<UnauthorizedAccessException>(() => FileFacts.Append(_path, "b:2\n"));
        }
        finally
        {
            FileFacts.RunTool("chattr", "-i", _path);
        }

        Assert.Equal("a:1\n", File.ReadAllText(_path));
        Assert.Equal(["users"], FileFacts.Names(_directory.Path));
    }

    [Fact]
    public void Access_list_and_other_attributes_stay()
    {
        Assert.SkipUnless(SetAttribute(_path, "user.note", "kept"u8.ToArray()), "No extended attributes on this file system.");
        Assert.True(SetAttribute(_path, "system.posix_acl_access", AccessList));
        LinuxStatus before = FileFacts.Status(_path);

        Assert.Equal(CredentialFileWriteMethod.Replaced, FileFacts.Append(_path, "b:2\n"));

        Assert.Equal("kept", Encoding.UTF8.GetString(GetAttribute(_path, "user.note")!));
        Assert.Equal(AccessList, GetAttribute(_path, "system.posix_acl_access"));
        Assert.Equal(before.Permissions, FileFacts.Status(_path).Permissions);
    }

    [Fact]
    public void Access_list_that_new_files_get_does_not_come_to_an_old_one()
    {
        Assert.SkipUnless(SetAttribute(_directory.Path, "system.posix_acl_default", AccessList), "No access control lists on this file system.");

        Assert.Equal(CredentialFileWriteMethod.Replaced, FileFacts.Append(_path, "b:2\n"));
        Edits.Set(_directory.File("new"), "a", "1");

        Assert.Null(GetAttribute(_path, "system.posix_acl_access"));
        Assert.NotNull(GetAttribute(_directory.File("new"), "system.posix_acl_access"));
    }

    [Fact]
    public void Other_names_of_the_file_show_the_change_too()
    {
        string other = _directory.File("other");
        FileFacts.RunTool("ln", _path, other);

        Assert.Equal(CredentialFileWriteMethod.InPlace, FileFacts.Append(other, "b:2\n"));

        Assert.Equal("a:1\nb:2\n", File.ReadAllText(_path));
        Assert.Equal(FileFacts.Status(_path), FileFacts.Status(other));
        Assert.Equal(["other", "users"], FileFacts.Names(_directory.Path));
    }

    [Fact]
    public void File_mounted_into_another_place_is_written_in_place()
    {
        string mounted = _directory.Write("mounted", "");
        using IDisposable mount = FileFacts.Mount("--bind", _path, mounted);

        Assert.Equal(CredentialFileWriteMethod.InPlace, FileFacts.Append(mounted, "b:2\n"));

        Assert.Equal("a:1\nb:2\n", File.ReadAllText(_path));
        Assert.Equal(["mounted", "users"], FileFacts.Names(_directory.Path));

        // Both names have one lock, since it is the file's.
        using CredentialFileLock held = CredentialFileLock.Acquire(_path, TimeSpan.Zero);
        Assert.Throws<TimeoutException>(() => CredentialFileLock.Acquire(mounted, TimeSpan.Zero));
    }

    [Fact]
    public void File_mounted_writable_into_a_read_only_place_is_written_in_place()
    {
        string disk = _directory.File("disk");
        Directory.CreateDirectory(disk);
        string mounted = Path.Combine(disk, "users");
        using IDisposable outer = FileFacts.Mount("-t", "tmpfs", "none", disk);
        File.WriteAllText(mounted, "");
        using IDisposable inner = FileFacts.Mount("--bind", _path, mounted);
        FileFacts.RunTool("mount", "-o", "remount,ro", disk);

        Assert.Equal(CredentialFileWriteMethod.InPlace, FileFacts.Append(mounted, "b:2\n"));
        Assert.Equal(InPlaceBackup.IsPlaceChosen, AtomicFileWriter.KeepsBackup(mounted));
        Assert.True(AtomicFileWriter.KeepsBackup(_path));
        Backups.Abandon(mounted, "a:1\nb:2\n", "a:1\nb:3\n");
        File.WriteAllText(_path, "a:1\nb:\0\n");

        Assert.True(Edits.Set(mounted, "c", "3").WasRestored);
        Assert.Equal("a:1\nb:2\nc:3\n", File.ReadAllText(_path));
        Assert.DoesNotContain(CredentialFilePath.FindLeft(Path.GetTempPath(), mounted, CredentialFilePath.BackupSuffix), IsOf(mounted));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Full_disk_leaves_the_old_file(bool inPlace)
    {
        string disk = _directory.File("disk");
        Directory.CreateDirectory(disk);
        using IDisposable mount = FileFacts.Mount("-t", "tmpfs", "-o", "size=64k", "none", disk);
        string path = Path.Combine(disk, "users");
        File.WriteAllText(path, "a:1\n");
        if (inPlace)
        {
            FileFacts.RunTool("ln", path, Path.Combine(disk, "other"));
        }

        Assert.Throws<IOException>(() => FileFacts.Append(path, new string('#', 100_000)));

        Assert.Equal("a:1\n", File.ReadAllText(path));
        Assert.Equal(inPlace ? ["other", "users"] : ["users"], FileFacts.Names(disk));
        Assert.Equal(inPlace ? CredentialFileWriteMethod.InPlace : CredentialFileWriteMethod.Replaced, FileFacts.Append(path, "b:2\n"));
    }

    /// <summary>Other tests' files have the same name.</summary>
    private static Predicate<string> IsOf(string target) =>
        path => Encoding.UTF8.GetString(File.ReadAllBytes(path)).Contains(target, StringComparison.Ordinal);

    private static bool SetAttribute(string path, string name, byte[] value) => Set(path, name, value, value.Length, 0) == 0;

    private static byte[]? GetAttribute(string path, string name)
    {
        byte[] value = new byte[1000];
        nint length = Get(path, name, value, value.Length);
        return length < 0 ? null : value[..(int)length];
    }

    [LibraryImport("libc", EntryPoint = "setxattr", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Set(string path, string name, byte[] value, nint size, int flags);

    [LibraryImport("libc", EntryPoint = "getxattr", StringMarshalling = StringMarshalling.Utf8)]
    private static partial nint Get(string path, string name, [Out] byte[] value, nint size);
}
