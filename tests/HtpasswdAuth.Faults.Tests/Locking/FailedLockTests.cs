using HtpasswdAuth.Testing;

namespace HtpasswdAuth.Faults.Tests;

/// <summary>What comes of a change where the file system fails to lock, or knows no locks.</summary>
public sealed class FailedLockTests : IDisposable
{
    private const string Before = "carol:x\n";
    private readonly TempDirectory _directory = new();
    private readonly string _users;

    public FailedLockTests()
    {
        Capability.RequireTracing();
        _users = _directory.Write("users", Before);
    }

    public void Dispose() => _directory.Dispose();

    [Theory]
    [InlineData("ENOLCK")]
    [InlineData("EIO")]
    [InlineData("ESTALE")]
    [InlineData("EDEADLK")]
    [InlineData("EBADF")]
    public void LockThatFailsIsNoLeaveToWrite(string error)
    {
        ToolResult result = Change(error);

        Assert.NotEqual(0, result.ExitCode);
        Assert.Contains("cannot be locked", result.Error, StringComparison.Ordinal);
        Assert.DoesNotContain(_directory.Path + "/.", result.Error, StringComparison.Ordinal);
        Assert.Equal(Before, File.ReadAllText(_users));
        Assert.Empty(Leftovers.In(_directory.Path));
    }

    [Theory]
    [InlineData("EINVAL")]
    [InlineData("ENOSYS")]
    [InlineData("EOPNOTSUPP")]
    public void FileSystemWithoutLocksIsWrittenWithTheOtherLock(string error)
    {
        ToolResult result = Change(error);

        Assert.True(result.ExitCode == 0, result.Error);
        Assert.StartsWith(Before + "alice:", File.ReadAllText(_users), StringComparison.Ordinal);
    }

    /// <summary>Each call that locks a file of the folder fails, and no other.</summary>
    private ToolResult Change(string error) => Htauth.RunIn(
        [
            ExternalTool.Require("strace"), "-f", "-qq", "-o", "/dev/null",
            "-P", _directory.File(".ht-users-lock"), "-P", _users,
            "-e", "trace=fcntl", "-e", $"inject=fcntl:error={error}",
        ],
        "htpasswd", "-bs", _users, "alice", "password");
}
