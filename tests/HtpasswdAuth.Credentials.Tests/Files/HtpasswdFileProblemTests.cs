using static HtpasswdAuth.CredentialFileProblemCode;
using static HtpasswdAuth.Files.HtpasswdText;

namespace HtpasswdAuth.Files;

public sealed class HtpasswdFileProblemTests
{
    [Fact]
    public void A_file_in_order_has_no_problems()
    {
        HtpasswdFile file = Parse($"# users\n\nalice:{BcryptHash}\nbob:{Sha1Hash}:Bob\r\n");

        Assert.Empty(file.Problems);
        Assert.Equal(0, file.ProblemCount);
    }

    [Theory]
    [InlineData("\u00EF\u00BB\u00BF", ByteOrderMark, 1)]
    [InlineData("alice\n", MissingColon, 1)]
    [InlineData("\n:" + Sha1Hash, EmptyUserName, 2)]
    [InlineData("#\nalice::" + Sha1Hash, EmptyHash, 2)]
    [InlineData("\r\n\r\nalice:secret", UnknownHash, 3)]
    [InlineData("alice:$2y$10$short", MalformedHash, 1)]
    [InlineData("alice:{sha}W6ph5Mm5Pz8GgiULbPgzG37mj9g=", UnknownHash, 1)]
    [InlineData("alice:" + Sha1Hash + "\nbob:" + Sha1Hash + "\nalice:" + Sha1Hash, DuplicateUser, 3)]
    [InlineData("# a\\\nb\\\r\nc\nalice", MissingColon, 4)]
    [InlineData("alice:" + Sha1Hash + "\nbo\\\nb", MissingColon, 2)]
    [InlineData("alice:" + Sha1Hash + "\0\nbob", MissingColon, 2)]
    public void A_problem_names_its_line(string content, CredentialFileProblemCode code, int line)
    {
        HtpasswdFile file = Parse(content);

        Assert.Equal([new CredentialFileProblem(line, code)], file.Problems);
        Assert.Equal(1, file.ProblemCount);
    }

    [Fact]
    public void Problems_are_in_the_order_of_lines()
    {
        string tooLong = new('x', 9000);
        HtpasswdFile file = Parse($"\u00EF\u00BB\u00BFa:x\na:{Sha1Hash}\n:\n{tooLong}\nb\nb:\n");

        Assert.Equal(
            [
                new(1, ByteOrderMark), new(1, UnknownHash), new(2, DuplicateUser), new(3, EmptyUserName),
                new(4, LineTooLong), new(5, MissingColon), new(6, EmptyHash), new(6, DuplicateUser),
            ],
            file.Problems);
    }

    [Fact]
    public void Only_the_first_thousand_problems_are_kept_and_all_are_counted()
    {
        HtpasswdFile file = Parse(string.Concat(Enumerable.Range(1, 5000).Select(i => $"user{i}:x\n")));

        Assert.Equal(5000, file.ProblemCount);
        Assert.Equal(Enumerable.Range(1, HtpasswdFile.MaxProblems), file.Problems.Select(problem => problem.LineNumber));
    }
}
