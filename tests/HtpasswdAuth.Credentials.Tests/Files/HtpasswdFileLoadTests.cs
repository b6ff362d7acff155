using HtpasswdAuth.Testing;

namespace HtpasswdAuth.Files;

public sealed class HtpasswdFileLoadTests : IDisposable
{
    private readonly TempDirectory _directory = new();

    [Fact]
    public void A_file_is_read_and_found_in()
    {
        string path = _directory.Write("users", "alice:1\nbob:2\n");

        Assert.Equal("2", HtpasswdFile.Load(path).HashOf("bob"));
    }

    [Fact]
    public void An_empty_file_has_no_users() => Assert.Equal(0, HtpasswdFile.Load(_directory.Write("users", "")).Count);

    [Fact]
    public void A_file_of_many_megabytes_is_read_whole()
    {
        string path = _directory.Write("users", string.Concat(Enumerable.Range(0, 150_000).Select(i => $"user{i:D7}:{HtpasswdText.BcryptHash}\n")));
        HtpasswdFile file = HtpasswdFile.Load(path);

        Assert.Equal(150_000, file.Count);
        Assert.Equal(HtpasswdText.BcryptHash, file.HashOf("user0149999"));
        Assert.Empty(file.Problems);
    }

    [Theory]
    [InlineData(256 * 1024)]
    [InlineData(3 * 1024 * 1024)]
    public void A_continuation_is_seen_where_two_reads_meet(int boundary)
    {
        // Read in parts of 256 KB, and from 4 MB on in two halves.
        byte[] content = new byte[6 * 1024 * 1024];
        content.AsSpan().Fill((byte)'\n');
        "#\\\nalice:1\n"u8.CopyTo(content.AsSpan(boundary - 2));
        "bob:2"u8.CopyTo(content.AsSpan(content.Length - 5));
        string path = _directory.File("users");
        File.WriteAllBytes(path, content);
        HtpasswdFile file = HtpasswdFile.Load(path);

        Assert.Equal([("bob", "2")], file.Records());
        Assert.Null(file.HashOf("alice"));
    }

    [Fact]
    public void A_file_that_is_open_for_writing_is_read()
    {
        string path = _directory.Write("users", "alice:1\n");
        using FileStream writer = new(path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete);

        Assert.Equal("1", HtpasswdFile.Load(path).HashOf("alice"));
    }

    [Fact]
    public void A_snapshot_outlives_its_file()
    {
        string path = _directory.Write("users", "alice:1\n");
        HtpasswdFile file = HtpasswdFile.Load(path);
        File.Delete(path);

        Assert.Equal("1", file.HashOf("alice"));
    }

    [Fact]
    public void Fails_when_the_file_is_missing()
    {
        Assert.Throws<FileNotFoundException>(() => HtpasswdFile.Load(_directory.File("none")));
        Assert.Throws<DirectoryNotFoundException>(() => HtpasswdFile.Load(_directory.File("none/none")));
    }

    [Fact]
    public void Fails_when_it_is_a_directory() => Assert.Throws<UnauthorizedAccessException>(() => HtpasswdFile.Load(_directory.Path));

    [Fact]
    public void Fails_when_the_file_is_larger_than_an_array_can_be()
    {
        string path = _directory.Write("users", "");
        using (FileStream stream = File.OpenWrite(path))
        {
            stream.SetLength(1L << 31);
        }

        var exception = Assert.Throws<CredentialFileTooLargeException>(() => HtpasswdFile.Load(path));
        Assert.Contains("larger than 2 GB", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Fails_when_no_path_is_given()
    {
        Assert.Throws<ArgumentNullException>(() => HtpasswdFile.Load((string)null!));
        Assert.Throws<ArgumentException>(() => HtpasswdFile.Load(""));
    }

    public void Dispose() => _directory.Dispose();
}
