using HtpasswdAuth.Testing;

namespace HtpasswdAuth.Files;

/// <summary>A file that another program writes in its place at the moment at which a writer of ours reads it.</summary>
public sealed class TornFileTests : IDisposable
{
    private const string Users = "alice:1\nbob:2\ncarol:3\n";
    private readonly TempDirectory _directory = new();
    private readonly string _path;

    public TornFileTests() => _path = _directory.Write("users", Users);

    public void Dispose() => _directory.Dispose();

    [Theory]
    [InlineData("")]
    [InlineData("alice:1\n")]
    [InlineData("alice:1\nbo")]
    public void One_that_becomes_shorter_does_not_hold_what_no_such_file_holds(string shorter)
    {
        using FileStream stream = new(_path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        var content = CredentialText.Of(stream.SafeFileHandle);

        File.WriteAllText(_path, shorter);

        Assert.Equal(new CredentialFileEvidence(shorter.EndsWith('\n'), IsForeign: false), CredentialFileEvidence.Of(content));
    }

    [Fact]
    public void What_is_wrong_with_half_a_file_is_no_error_of_the_change()
    {
        bool isFirst = true;
        CredentialFile.Update(_path, content =>
        {
            if (isFirst)
            {
                isFirst = false;
                File.WriteAllText(_path, "alice:1\n");
                File.AppendAllText(_path, Users["alice:1\n".Length..]);
                throw new InvalidDataException("There is half a line at the end.");
            }

            return (byte[])[.. content.Span, .. "dave:4\n"u8];
        });

        Assert.Equal(Users + "dave:4\n", File.ReadAllText(_path));
    }

    [Fact]
    public void What_is_wrong_with_the_file_is()
    {
        Assert.Throws<InvalidDataException>(() => CredentialFile.Update(_path, _ => throw new InvalidDataException("It is no file of users.")));
        Assert.Equal(Users, File.ReadAllText(_path));
    }
}
