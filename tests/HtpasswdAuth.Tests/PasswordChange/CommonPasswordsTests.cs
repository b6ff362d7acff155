using System.IO.Compression;
using System.Text;

namespace HtpasswdAuth.Tests;

/// <summary>The lists that are shipped, and the search in them.</summary>
public sealed class CommonPasswordsTests
{
    [Fact]
    public void Lists_are_ordered_as_they_are_searched_and_fold_to_themselves()
    {
        foreach (string[] lines in (string[][])[Read("common-passwords.txt.gz"), Read("well-known-phrases.txt")])
        {
            Assert.All(lines.Zip(lines.Skip(1)), pair => Assert.True(Encoding.UTF8.GetBytes(pair.First).AsSpan().SequenceCompareTo(Encoding.UTF8.GetBytes(pair.Second)) < 0));
            Assert.All(lines, line => Assert.Equal(PasswordText.Fold(line), line));
        }
    }

    [Fact]
    public void Phrases_are_kept_without_what_stands_between_their_words() =>
        Assert.All(Read("well-known-phrases.txt"), phrase => Assert.Equal(PasswordText.Squeeze(phrase), phrase));

    [Fact]
    public void More_than_ten_thousand_passwords_are_long_enough_for_a_user_with_a_second_factor()
    {
        using Stream packed = Open("common-passwords.txt.gz");

        Assert.True(Read("common-passwords.txt.gz").Count(line => line.Length >= 8) > 10_000);
        Assert.True(packed.Length < 200_000);
    }

    [Fact]
    public void Every_line_is_found_and_what_is_next_to_it_is_not()
    {
        string[] lines = Read("common-passwords.txt.gz");
        HashSet<string> all = [.. lines];

        Assert.All(lines, line => Assert.True(CommonPasswords.Contains(line)));
        Assert.All(lines.Where(line => !all.Contains(line + "~")), line => Assert.False(CommonPasswords.Contains(line + "~")));
        Assert.All(lines.Where(line => !all.Contains(line[..^1])), line => Assert.False(CommonPasswords.Contains(line[..^1])));
    }

    [Theory]
    [InlineData("")]
    [InlineData("\n")]
    [InlineData("password\npassword1")]
    [InlineData("\u00FF\u00FF")]
    public void What_is_no_line_is_not_found(string text) => Assert.False(CommonPasswords.Contains(text));

    [Theory]
    [InlineData("", "")]
    [InlineData("a", "a")]
    [InlineData("a\n", "a")]
    [InlineData("a\nb", "a b")]
    [InlineData("a\nb\nc\n", "a b c")]
    public void Search_finds_exactly_the_lines(string content, string lines)
    {
        var list = new SortedLines(Encoding.UTF8.GetBytes(content));

        Assert.Equal(lines, string.Join(' ', "`abcd".Where(letter => list.Contains([(byte)letter]))));
    }

    private static string[] Read(string name)
    {
        using Stream file = Open(name);
        using Stream plain = name.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(file, CompressionMode.Decompress) : file;
        using var reader = new StreamReader(plain, Encoding.UTF8);
        return reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    private static Stream Open(string name) => typeof(HtpasswdOptions).Assembly.GetManifestResourceStream(name)!;
}
