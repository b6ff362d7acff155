using static HtpasswdAuth.CredentialFileProblemCode;
using static HtpasswdAuth.Files.HtpasswdText;

namespace HtpasswdAuth.Files;

/// <summary>The rules of a line, one by one.</summary>
public sealed class HtpasswdFileTests
{
    [Theory]
    [InlineData("alice:HASH\n")]
    [InlineData("alice:HASH")]
    [InlineData("alice:HASH\r\n")]
    [InlineData(" \t\v\f\r alice:HASH \t\v\f\r \n")]
    [InlineData("alice:HASH:Alice Liddell:more\n")]
    [InlineData("alice:HASH:\n")]
    [InlineData("# comment\n  # indented: comment\n\n \r\nalice:HASH\n")]
    [InlineData("alice:HASH\nalice:other\n")]
    [InlineData("bob:other\nalice:HASH\n")]
    [InlineData("ali\\\nce:HA\\\r\nSH\n")]
    [InlineData("alice:HASH\\\n")]
    [InlineData("alice:HASH\\\n\\\n\nbob:other")]
    [InlineData("alice:HA\\\\\n\nSH\n")]
    [InlineData("alice:HASH\0ignored\n")]
    [InlineData("alice:HASH\0ignored\\\nbob:other\n")]
    [InlineData("\u00EF\u00BB\u00BFalice:HASH\n")]
    public void A_line_gives_the_user_and_the_hash(string content) => Assert.Equal("HASH", Parse(content).HashOf("alice"));

    [Theory]
    [InlineData("")]
    [InlineData("\n\n")]
    [InlineData("#alice:HASH\n")]
    [InlineData("  #alice:HASH\n")]
    [InlineData("Alice:HASH\n")]
    [InlineData("alice :HASH\n")]
    [InlineData("alice2:HASH\nalic:HASH\n")]
    [InlineData("# bob left\\\nalice:HASH\n")]
    [InlineData("# bob left\\\r\nalice:HASH\n")]
    [InlineData("# bob left\\\\\n\nalice:HASH\n")]
    [InlineData("bob\\\nalice:HASH\n")]
    [InlineData("\0alice:HASH\n")]
    [InlineData("bob:x\ralice:HASH\n")]
    public void There_is_no_such_user(string content) => Assert.Null(Parse(content).HashOf("alice"));

    [Theory]
    [InlineData("alice:\n")]
    [InlineData("alice: \n")]
    [InlineData("alice::HASH\n")]
    [InlineData("alice\n")]
    [InlineData("alice\nalice:HASH\n")]
    [InlineData("alice:\nalice:HASH\n")]
    [InlineData("  alice \t\r\n")]
    [InlineData("alice")]
    [InlineData("alice\0:HASH\n")]
    public void The_user_is_there_but_has_no_hash(string content) => Assert.Equal("", Parse(content).HashOf("alice"));

    [Theory]
    [InlineData("bob:x\\y\n", "x\\y")]
    [InlineData("bob:x\\", "x\\")]
    [InlineData("bob:x\\ \n", "x\\")]
    [InlineData("bob: x y :z\n", " x y ")]
    public void Bytes_within_a_field_are_kept(string content, string hash) => Assert.Equal(hash, Parse(content).HashOf("bob"));

    [Theory]
    [InlineData(":HASH\n")]
    [InlineData("::\n\n:\n")]
    public void An_empty_name_is_never_found(string content)
    {
        HtpasswdFile file = Parse(content);

        Assert.False(file.TryFind([], out HtpasswdEntry entry));
        Assert.Equal(default, entry);
        Assert.Equal(0, file.Count);
        Assert.All(file.Problems, problem => Assert.Equal(EmptyUserName, problem.Code));
        Assert.NotEmpty(file.Problems);
    }

    [Fact]
    public void Names_are_bytes()
    {
        HtpasswdFile file = HtpasswdFile.Parse("zoë:1\n"u8.ToArray());

        Assert.True(file.TryFind("zoë"u8, out _));
        Assert.Null(file.HashOf("zo\u00EB"));
    }

    [Fact]
    public void Lines_of_8190_bytes_are_read_and_longer_ones_skipped()
    {
        string longest = "alice:" + new string('x', 8184);
        HtpasswdFile file = Parse($"{longest}\nb{longest}\nbob:x\n");

        Assert.Equal(8184, file.HashOf("alice")?.Length);
        Assert.Null(file.HashOf("balice"));
        Assert.Equal("x", file.HashOf("bob"));
        Assert.Equal(new CredentialFileProblem(2, LineTooLong), file.Problems.Single(problem => problem.Code == LineTooLong));
    }

    [Fact]
    public void A_joined_line_that_is_too_long_is_skipped_to_its_end()
    {
        string part = new('x', 5000);
        HtpasswdFile file = Parse($"alice:{part}\\\n{part}\\\nmallory:x\nbob:x\n");

        Assert.Equal([("bob", "x")], file.Records());
        Assert.Contains(new CredentialFileProblem(1, LineTooLong), file.Problems);
        Assert.Contains(new CredentialFileProblem(4, UnknownHash), file.Problems);
    }

    [Fact]
    public void Enumeration_gives_every_line_with_a_colon_in_order()
    {
        HtpasswdFile file = Parse("b:1\n#c:2\na:2:x\nnobody\n\n:3\nb:4\nlast:");

        Assert.Equal([("b", "1"), ("a", "2"), ("", "3"), ("b", "4"), ("last", "")], file.Records());
    }

    [Fact]
    public void Count_is_of_distinct_names_whose_first_line_has_a_colon()
    {
        Assert.Equal(2, Parse("a:1\nb:2\na:3\nc\nc:4\n:5\n").Count);
        Assert.Equal(0, HtpasswdFile.Empty.Count);
        Assert.Empty(HtpasswdFile.Empty.Records());
        Assert.Empty(HtpasswdFile.Empty.Problems);
    }

    [Fact]
    public void Content_is_not_copied()
    {
        byte[] content = Bytes("alice:HASH\n");
        HtpasswdFile.Parse(content).TryFind("alice"u8, out HtpasswdEntry entry);

        Assert.True(content.AsSpan(6, 4).Overlaps(entry.Hash.Span));
    }
}
