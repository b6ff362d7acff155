using HtpasswdAuth.Testing;

namespace HtpasswdAuth.Files;

/// <summary>A refusal names its own cause, since what helps differs.</summary>
public sealed class FileErrorTextTests : IDisposable
{
    private readonly TempDirectory _directory = new();

    [Fact]
    public void File_that_is_being_written_is_not_called_locked()
    {
        string path = _directory.Write("users", "alice:1\nbob");

        var exception = Assert.ThrowsAny<TimeoutException>(() => Change(path));

        Assert.Equal("another program keeps writing it; try again", FileErrorText.Of(exception));
    }

    [Fact]
    public void Locked_file_is_not_said_to_be_written()
    {
        string path = _directory.Write("users", "alice:1\n");
        using CredentialFileLock held = CredentialFileLock.Acquire(path, TimeSpan.FromSeconds(10));

        var exception = Assert.ThrowsAny<TimeoutException>(() => Change(path));

        Assert.Equal("others keep it locked; try again", FileErrorText.Of(exception));
    }

    public void Dispose() => _directory.Dispose();

    private static void Change(string path) => CredentialFile.Update(
        path,
        static content => (byte[])[.. content.Span, (byte)'\n'],
        new CredentialFileUpdateOptions { LockTimeout = TimeSpan.FromMilliseconds(200) });
}
