using HtpasswdAuth.Testing;

namespace HtpasswdAuth.Faults.Tests;

/// <summary>A user who may only read a password file cannot keep those waiting who may write it.</summary>
public sealed class ReadersAndLocksTests : IDisposable
{
    private const string Password = "A-long-password-1";
    private static readonly string[] AsNobody = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"];
    private readonly TempDirectory _directory = new();
    private readonly string _users;

    public ReadersAndLocksTests()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess, "Needs root, to run processes of another user.");
        ExternalTool.Require("setpriv");
        ExternalTool.Run("chmod", ["755", _directory.Path]);
        _users = _directory.Write("users", "alice:x\n");
        ExternalTool.Run("chmod", ["644", _users]);
    }

    public void Dispose() => _directory.Dispose();

    [Theory]
    [InlineData("exclusive", "users")]
    [InlineData("shared", "users")]
    [InlineData("fcntl", "users")]
    [InlineData("exclusive", ".")]
    [InlineData("shared", ".")]
    public void ReaderWhoLocksTheFileOrItsDirectoryHindersNoChange(string kind, string locked)
    {
        // Both before there was ever a change, and afterwards.
        for (int change = 0; change < 2; change++)
        {
            using LockHolder? holder = LockHolder.TryStart(kind, _directory.File(locked), AsNobody);
            Assert.NotNull(holder);

            AssertChanges("users", $"bob-{change}");
            AssertChanges($"new-{change}", "bob");
        }
    }

    [Theory]
    [InlineData("exclusive")]
    [InlineData("fcntl")]
    public void ReaderCannotOpenWhatWritersLock(string kind)
    {
        AssertChanges("users", "bob");

        Assert.True(File.Exists(_directory.File(".ht-users-lock")));
        Assert.Null(LockHolder.TryStart(kind, _directory.File(".ht-users-lock"), AsNobody));
    }

    [Fact]
    public void GroupThatMayWriteTheFileQueuesWithItsOwner()
    {
        ExternalTool.Run("chown", ["0:65534", _users]);
        ExternalTool.Run("chmod", ["664", _users]);
        AssertChanges("users", "bob");

        // The group may not write the directory, but open what the owner has made there, and the file.
        using (CredentialFileLock.Acquire(_users, TimeSpan.FromSeconds(30)))
        {
            Assert.Null(LockHolder.TryStart("fcntl", _directory.File(".ht-users-lock"), AsNobody));
        }

        ToolResult result = DotnetProgram.Run("HtpasswdAuth.EditorProcess", ["add", _users, "member", "2"], AsNobody);
        Assert.True(result.ExitCode == 0, result.Output + result.Error);
        Assert.Equal(UnixFileMode.None, CredentialFileLock.ReadersWhoCanBlock(_users));
    }

    [Fact]
    public void WriterWithoutTheDirectoryAndReaderLockTheFileItself()
    {
        ExternalTool.Run("chown", ["1234:1234", _users]);
        string[] asOwner = ["setpriv", "--reuid=1234", "--regid=1234", "--clear-groups"];
        using (LockHolder? holder = LockHolder.TryStart("fcntl", _users, AsNobody))
        {
            Assert.NotNull(holder);
            Assert.Equal("TimeoutException", DotnetProgram.Run("HtpasswdAuth.EditorProcess", ["add", _users, "owner", "1"], asOwner).Output);
        }

        Assert.Equal("InPlace", DotnetProgram.Run("HtpasswdAuth.EditorProcess", ["add", _users, "owner", "1"], asOwner).Output);
        Assert.False(File.Exists(_directory.File(".ht-users-lock")));
    }

    private void AssertChanges(string file, string user)
    {
        ToolResult result = Htauth.Run("htpasswd", File.Exists(_directory.File(file)) ? "-b" : "-cb", _directory.File(file), user, Password);
        Assert.True(result.ExitCode == 0, result.Output + result.Error);
        Assert.Contains($"{user}:", File.ReadAllText(_directory.File(file)), StringComparison.Ordinal);
    }
}
