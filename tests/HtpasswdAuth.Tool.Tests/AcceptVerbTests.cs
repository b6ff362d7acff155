using HtpasswdAuth.Testing;

namespace HtpasswdAuth.Tool.Tests;

/// <summary><c>htauth accept</c>: a file that lost its users is what was meant.</summary>
public sealed class AcceptVerbTests : IDisposable
{
    private readonly TempDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void Accepted_file_is_known_as_such_and_stays_as_it_is()
    {
        string path = _directory.Write("users", "alice:x\n");
        var console = new TestConsole();

        Assert.Equal(0, console.Run(["accept", path]));

        Assert.Contains("accepted with 1 record", console.OutputText, StringComparison.Ordinal);
        Assert.True(CredentialFile.IsAccepted(path, CredentialFileStamp.Of(path)));
        Assert.Equal("alice:x\n", File.ReadAllText(path));
    }

    [Fact]
    public void File_that_changes_afterwards_is_accepted_no_longer()
    {
        string path = _directory.Write("users", "alice:x\n");
        new TestConsole().Run(["accept", path]);

        File.AppendAllText(path, "bob:y\n");

        Assert.False(CredentialFile.IsAccepted(path, CredentialFileStamp.Of(path)));
    }

    [Theory]
    [InlineData("a\0b:x\n", 7)]
    [InlineData(null, 1)]
    public void What_is_no_credential_file_is_not_accepted(string? content, int exitCode)
    {
        string path = content is null ? _directory.File("missing") : _directory.Write("users", content);
        var console = new TestConsole();

        Assert.Equal(exitCode, console.Run(["accept", path]));
        Assert.StartsWith("htauth: ", console.ErrorText, StringComparison.Ordinal);
    }
}
