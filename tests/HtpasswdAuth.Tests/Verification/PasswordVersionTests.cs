namespace HtpasswdAuth.Tests;

/// <summary>Whose line a session is held against.</summary>
public sealed class PasswordVersionTests
{
    // The first in UTF-8, the second in Latin-1.
    private static readonly HtpasswdFile File = HtpasswdFile.Parse((byte[])[.. "é:first\n"u8, 0xE8, .. ":second\n"u8]);

    [Theory]
    [InlineData("é", "first")]
    [InlineData("è", "second")]
    public void Name_is_found_in_the_encoding_of_its_line(string userName, string hash)
    {
        Assert.True(PasswordVersion.TryFind(File, userName, out HtpasswdEntry entry));
        Assert.Equal(hash, System.Text.Encoding.ASCII.GetString(entry.Hash.Span));
    }

    [Theory]
    [InlineData("\u00C3\u00A9")]
    [InlineData("\u00C3\u00A8")]
    [InlineData("e")]
    public void Name_that_reads_so_only_in_another_encoding_is_another(string userName) =>
        Assert.False(PasswordVersion.TryFind(File, userName, out HtpasswdEntry _));
}
