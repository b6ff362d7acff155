using System.Text;
using HtpasswdAuth.Testing;
using static HtpasswdAuth.CredentialFileProblemCode;
using static HtpasswdAuth.Files.HtpasswdText;

namespace HtpasswdAuth.Files;

public sealed class HtdigestFileTests
{
    private const string Md5A = "00000000000000000000000000000000";
    private const string Md5B = "1111111111111111111111111111ABCD";
    private const string Sha = "2222222222222222222222222222222222222222222222222222222222222222";

    [Theory]
    [InlineData("alice:r:" + Md5A, Md5A)]
    [InlineData("  alice:r:" + Md5A + " \r\n", Md5A)]
    [InlineData("\u00EF\u00BB\u00BFalice:r:" + Md5A, Md5A)]
    [InlineData("alice:r:" + Md5A + "\nalice:r:" + Md5B, Md5A)]
    [InlineData("alice:other:" + Md5B + "\nbob:r:" + Md5B + "\nalice:r:" + Md5A, Md5A)]
    [InlineData("alice:r:" + Md5A + ":0123:gecos", Md5A)]
    [InlineData("ali\\\nce:r:" + Md5A, Md5A)]
    [InlineData("# \\\nalice:r:" + Md5B + "\nalice:r:" + Md5A, Md5A)]
    [InlineData("alice:r:" + Md5B, Md5B)]
    [InlineData("#alice:r:" + Md5A, null)]
    [InlineData("alice::" + Md5A, null)]
    [InlineData("alice:r", null)]
    [InlineData("alice:r:", null)]
    [InlineData("alice:r:\nalice:r:" + Md5A, null)]
    [InlineData("alice:r:x" + Md5A + "\nalice:r:" + Md5A, null)]
    [InlineData("alice:r\nalice:r:" + Md5A, null)]
    [InlineData("Alice:r:" + Md5A + "\nalice:R:" + Md5A, null)]
    [InlineData("alice:rr:" + Md5A + "\nalic:e:r:" + Md5A, null)]
    public void The_first_line_of_user_and_realm_counts(string content, string? hash) =>
        Assert.Equal(hash, Find(HtdigestFile.Parse(Bytes(content)), "alice", "r", DigestAlgorithm.Md5));

    [Fact]
    public void A_user_may_have_a_line_for_each_length_of_hash()
    {
        HtdigestFile file = HtdigestFile.Parse(Bytes($"alice:r:{Sha}\nalice:r:{Md5A}\nbob:r:{Sha}\n"));

        Assert.Equal(Md5A, Find(file, "alice", "r", DigestAlgorithm.Md5));
        Assert.Equal(Sha, Find(file, "alice", "r", DigestAlgorithm.Sha256));
        Assert.Equal(Sha, Find(file, "bob", "r", DigestAlgorithm.Sha512Slash256));
        Assert.Null(Find(file, "bob", "r", DigestAlgorithm.Md5));
        Assert.Equal(2, file.Count);
        Assert.Empty(file.Problems);
    }

    [Fact]
    public void A_line_without_a_usable_hash_ends_what_counts_for_its_user()
    {
        HtdigestFile file = HtdigestFile.Parse(Bytes($"alice:r:{Md5A}\nalice:r:locked\nalice:r:{Sha}\n"));

        Assert.Equal(Md5A, Find(file, "alice", "r", DigestAlgorithm.Md5));
        Assert.Null(Find(file, "alice", "r", DigestAlgorithm.Sha256));
    }

    [Theory]
    [InlineData("a:b", "r")]
    [InlineData("a", "b:r")]
    [InlineData("", "r")]
    public void A_colon_in_what_is_asked_for_finds_no_other_record(string user, string realm)
    {
        HtdigestFile file = HtdigestFile.Parse(Bytes($"a:b:{Md5A}\n:r:{Md5A}\na:b:r:{Md5A}"));

        Assert.Null(Find(file, user, realm, DigestAlgorithm.Md5));
    }

    [Theory]
    [InlineData("\u00EF\u00BB\u00BF", ByteOrderMark, 1)]
    [InlineData("\nalice", MissingColon, 2)]
    [InlineData("#\n#\nalice:" + Md5A, MissingRealm, 3)]
    [InlineData(":r:" + Md5A, EmptyUserName, 1)]
    [InlineData("alice:r:", EmptyHash, 1)]
    [InlineData("alice:r:$apr1$salt$hash", MalformedHash, 1)]
    [InlineData("alice:r:g0000000000000000000000000000000", MalformedHash, 1)]
    [InlineData("alice:r:" + Md5A + "\nbob:r:" + Md5A + "\nalice:r:" + Md5A, DuplicateUser, 3)]
    [InlineData("# a\\\nb\nalice", MissingColon, 3)]
    public void A_problem_names_its_line(string content, CredentialFileProblemCode code, int line)
    {
        HtdigestFile file = HtdigestFile.Parse(Bytes(content));

        Assert.Equal([new CredentialFileProblem(line, code)], file.Problems);
        Assert.Equal(1, file.ProblemCount);
    }

    [Fact]
    public void A_line_that_is_too_long_is_passed_over()
    {
        HtdigestFile file = HtdigestFile.Parse(Bytes($"alice:r:{Md5A}:{new string('x', 9000)}\nbob:r:{Md5B}"));

        Assert.Equal([new CredentialFileProblem(1, LineTooLong)], file.Problems);
        Assert.Null(Find(file, "alice", "r", DigestAlgorithm.Md5));
        Assert.Equal(Md5B, Find(file, "bob", "r", DigestAlgorithm.Md5));
    }

    [Fact]
    public void Its_lines_can_be_gone_through()
    {
        HtdigestFile file = HtdigestFile.Parse(Bytes($"alice:r:{Md5A}:feed\nbob\nbob:s\n#c\nbob::\n"));

        List<string> lines = [];
        foreach (HtdigestEntry entry in file)
        {
            lines.Add($"{Text(entry.UserName)}|{Text(entry.Realm)}|{Text(entry.Ha1)}|{Text(entry.UserHash)}");
        }

        Assert.Equal([$"alice|r|{Md5A}|feed", "bob|||"], lines);
    }

    [Fact]
    public void All_of_many_users_are_found_again_on_disk()
    {
        using var directory = new TempDirectory();
        string path = directory.Write("digest", string.Concat(Enumerable.Range(0, 20_000).Select(i => $"user{i}:realm {i % 3}:{i:x32}\n")));

        HtdigestFile file = HtdigestFile.Load(path);

        Assert.Equal(20_000, file.Count);
        Assert.All(Enumerable.Range(0, 20_000), i => Assert.Equal($"{i:x32}", Find(file, $"user{i}", $"realm {i % 3}", DigestAlgorithm.Md5)));
        Assert.Null(Find(file, "user1", "realm 2", DigestAlgorithm.Md5));
    }

    [Fact]
    public void No_content_breaks_the_reading()
    {
        var random = new SeededBytes(7616);
        byte[] alphabet = Bytes("ab::\n\n\r\\\0# \u00EF0123");
        for (int round = 0; round < 20_000; round++)
        {
            byte[] content = [.. Enumerable.Range(0, random.Next(60)).Select(_ => alphabet[random.Next(alphabet.Length)])];
            HtdigestFile file = HtdigestFile.Parse(content);
            Assert.Equal(0, file.Count);
            Assert.Null(Find(file, "a", "b", DigestAlgorithm.Md5));
            foreach (HtdigestEntry entry in file)
            {
                Assert.False(entry.UserName.Span.Contains((byte)':') || entry.Ha1.Span.Contains((byte)':'));
            }
        }
    }

    private static string? Find(HtdigestFile file, string user, string realm, DigestAlgorithm algorithm) =>
        file.TryFind(Bytes(user), Bytes(realm), algorithm, out HtdigestEntry entry) ? Text(entry.Ha1) : null;

    private static string Text(ReadOnlyMemory<byte> bytes) => Encoding.Latin1.GetString(bytes.Span);
}
