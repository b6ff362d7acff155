using System.Collections.Concurrent;
using HtpasswdAuth.Testing;
using Microsoft.Win32.SafeHandles;

namespace HtpasswdAuth.Files;

public sealed class CredentialFileLockTests : IDisposable
{
    private const long FirstTicket = 1L << 62;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private readonly TempDirectory _directory = new();
    private readonly string _path;

    public CredentialFileLockTests() => _path = _directory.Write("users", "a:1\n");

    private string LockPath => _directory.File(".ht-users-lock");

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void Those_who_wait_are_let_in_in_the_order_in_which_they_came()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "The queue is kept by locks of Linux.");
        var order = new ConcurrentQueue<int>();
        Thread[] threads;
        using (CredentialFileLock.Acquire(_path, Patience))
        {
            using SafeFileHandle looker = LinuxCalls.OpenReadWrite(LockPath);
            threads = [.. Enumerable.Range(0, 8).Select(i =>
            {
                Thread thread = Start(() =>
                {
                    using CredentialFileLock held = CredentialFileLock.Acquire(_path, Patience);
                    order.Enqueue(i);
                });

                // The holder has the first ticket.
                Assert.True(SpinWait.SpinUntil(() => LinuxCalls.FindLock(looker, FirstTicket + 1 + i, 1) is not null, Patience));
                return thread;
            })];
        }

        Array.ForEach(threads, thread => thread.Join());
        Assert.Equal(Enumerable.Range(0, 8), order);
    }

    [Fact]
    public void Waiting_behind_others_who_get_done_is_not_limited()
    {
        TimeSpan timeout = TimeSpan.FromMilliseconds(400);
        var failures = new ConcurrentQueue<Exception>();
        Thread[] threads = [.. Enumerable.Range(0, 12).Select(_ => Start(() =>
        {
            try
            {
                using CredentialFileLock held = CredentialFileLock.Acquire(_path, timeout);
                Thread.Sleep(timeout / 4);
            }
            catch (TimeoutException exception)
            {
                failures.Enqueue(exception);
            }
        }))];

        Array.ForEach(threads, thread => thread.Join());
        Assert.Empty(failures);
    }

    [Fact]
    public void One_who_does_not_take_its_turn_is_overtaken()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "The queue is kept by locks of Linux.");
        CredentialFileLock.Acquire(_path, Patience).Dispose();
        using SafeFileHandle stopped = LinuxCalls.OpenReadWrite(LockPath);
        Assert.True(LinuxCalls.TryLock(stopped, FirstTicket, 1));

        CredentialFileLock.Acquire(_path, Patience).Dispose();
    }

    [Fact]
    public void Earlier_version_that_locks_the_file_itself_is_waited_for_and_waits()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Elsewhere it locks a file beside.");
        using SafeFileHandle earlier = LinuxCalls.OpenReadWrite(_path);
        using (CredentialFileLock.Acquire(_path, Patience))
        {
            Assert.False(LinuxCalls.TryLock(earlier));
        }

        Assert.True(LinuxCalls.TryLock(earlier));
        Assert.Throws<TimeoutException>(() => CredentialFileLock.Acquire(_path, TimeSpan.FromMilliseconds(50)));
    }

    [Fact]
    public void Lock_file_deleted_meanwhile_is_made_anew()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Elsewhere an open file cannot be deleted, or its name is not asked for.");
        CredentialFileLock first = CredentialFileLock.Acquire(_path, Patience);
        using SafeFileHandle looker = LinuxCalls.OpenReadWrite(LockPath);
        CredentialFileLock? second = null;
        Thread waiting = Start(() => second = CredentialFileLock.Acquire(_path, Patience));
        Assert.True(SpinWait.SpinUntil(() => LinuxCalls.FindLock(looker, FirstTicket + 1, 1) is not null, Patience));

        File.Delete(LockPath);
        first.Dispose();
        waiting.Join();

        Assert.True(File.Exists(LockPath));
        Assert.Throws<TimeoutException>(() => CredentialFileLock.Acquire(_path, TimeSpan.Zero));
        second!.Dispose();
    }

    [Theory]
    [InlineData("link")]
    [InlineData("second name")]
    [InlineData("content")]
    [InlineData("pipe")]
    [InlineData("directory")]
    [InlineData("link to nothing")]
    public void What_was_put_in_the_place_of_the_lock_file_is_neither_followed_nor_changed_nor_waited_for(string kind)
    {
        FileFacts.RequireRootOnLinux();
        string other = _directory.Write("other", kind == "content" ? "secret" : "");
        FileFacts.RunTool("chmod", "400", other);
        FileFacts.RunTool("chmod", "666", _path);
        switch (kind)
        {
            case "content":
                File.Move(other, LockPath);
                other = LockPath;
                break;
            case "directory":
                Directory.CreateDirectory(LockPath);
                break;
            case "pipe":
                FileFacts.RunTool("mkfifo", LockPath);
                break;
            default:
                FileFacts.RunTool("ln", [.. kind == "second name" ? (string[])[] : ["-s"], kind == "link to nothing" ? _directory.File("nothing") : other, LockPath]);
                break;
        }

        Assert.Equal(CredentialFileWriteMethod.Replaced, FileFacts.Append(_path, "b:2\n"));
        using CredentialFileLock held = CredentialFileLock.Acquire(_path, Patience);
        Assert.Throws<TimeoutException>(() => CredentialFileLock.Acquire(_path, TimeSpan.Zero));

        Assert.Equal(UnixFileMode.UserRead, FileFacts.Status(other).Permissions);
        Assert.False(File.Exists(_directory.File("nothing")));
    }

    [Theory]
    [InlineData("640", "600")]
    [InlineData("664", "660")]
    [InlineData("666", "666")]
    [InlineData("622", "666")]
    [InlineData("600", "600")]
    [InlineData("755", "600")]
    public void Lock_file_can_be_opened_by_those_only_who_may_write(string mode, string expected)
    {
        FileFacts.RequireRootOnLinux();

        // It is made for a file of another owner and mode first, and follows.
        FileFacts.Append(_path, "b:2\n");
        FileFacts.RunTool("chown", "1234:4321", _path);
        FileFacts.RunTool("chmod", mode, _path);
        FileFacts.Append(_path, "c:3\n");

        LinuxStatus status = FileFacts.Status(LockPath);
        Assert.Equal((1234u, 4321u, Convert.ToInt32(expected, 8)), (status.UserId, status.GroupId, (int)status.Permissions));
    }

    [Fact]
    public void Lock_file_of_a_stranger_in_a_directory_for_all_is_not_trusted()
    {
        FileFacts.RequireRootOnLinux();
        FileFacts.RunTool("chmod", "1777", _directory.Path);
        File.WriteAllText(LockPath, "");
        FileFacts.RunTool("chown", "1234:1234", LockPath);
        FileFacts.RunTool("chmod", "600", LockPath);
        using SafeFileHandle stranger = LinuxCalls.OpenReadWrite(LockPath);
        Assert.True(LinuxCalls.TryLock(stranger));
        FileFacts.RunTool("chown", "1235:1235", _path);

        Assert.Equal(CredentialFileWriteMethod.Replaced, FileFacts.Append(_path, "b:2\n"));
    }

    [Fact]
    public void Readers_who_can_block_are_named_where_there_is_no_lock_file()
    {
        string disk = _directory.File("disk");
        Directory.CreateDirectory(disk);
        string mounted = Path.Combine(disk, "users");
        using IDisposable outer = FileFacts.Mount("-t", "tmpfs", "none", disk);
        File.WriteAllText(mounted, "");
        using IDisposable inner = FileFacts.Mount("--bind", _path, mounted);

        Assert.Equal(UnixFileMode.None, ReadersOf("644"));
        FileFacts.RunTool("mount", "-o", "remount,ro", disk);

        Assert.Equal(UnixFileMode.GroupRead | UnixFileMode.OtherRead, ReadersOf("644"));
        Assert.Equal(UnixFileMode.OtherRead, ReadersOf("664"));
        Assert.Equal(UnixFileMode.GroupRead, ReadersOf("640"));
        Assert.Equal(UnixFileMode.None, ReadersOf("660"));
        Assert.Equal(UnixFileMode.None, CredentialFileLock.ReadersWhoCanBlock(_path));
        FileFacts.RunTool("mount", "-o", "remount,bind,ro", mounted);
        Assert.Equal(UnixFileMode.None, CredentialFileLock.ReadersWhoCanBlock(mounted));

        UnixFileMode ReadersOf(string mode)
        {
            FileFacts.RunTool("chmod", mode, _path);
            return CredentialFileLock.ReadersWhoCanBlock(mounted);
        }
    }

    private static Thread Start(Action action)
    {
        var thread = new Thread(() => action());
        thread.Start();
        return thread;
    }
}
