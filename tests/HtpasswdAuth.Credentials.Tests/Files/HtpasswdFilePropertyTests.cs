using System.Text;

namespace HtpasswdAuth.Files;

/// <summary>Any bytes at all: read like the slow reader reads them.</summary>
public sealed class HtpasswdFilePropertyTests
{
    private static readonly string[] Fragments =
    [
        "alice", "bob", "a", ":", ":", "::", "\n", "\n", "\r\n", "\r", "\\", "\\\n", "\\\r\n", "#", " ", "\t", "\v", "\0",
        "\u00EF\u00BB\u00BF", HtpasswdText.Sha1Hash, HtpasswdText.BcryptHash, "$2y$", "alice:1\n", "bob:2\r\n", "carol\n", "\u00E9",
        new('x', 4090), new('y', 8170), new('z', 8190),
    ];

    [Fact]
    public void Files_of_fragments_are_read_as_by_the_reference_reader()
    {
        for (int seed = 0; seed < 20_000; seed++)
        {
            AssertSame(seed, Generate(new SeededBytes(seed)));
        }
    }

    [Fact]
    public void No_bytes_make_it_throw()
    {
        for (int seed = 0; seed < 10_000; seed++)
        {
            var random = new SeededBytes(seed);
            AssertSame(seed, random.NextBytes(random.Next(400)));
        }
    }

    private static byte[] Generate(SeededBytes random)
    {
        // Long fragments seldom, and the last three of them only.
        int common = Fragments.Length - (random.Next(8) == 0 ? 0 : 3);
        int count = random.Next(40);
        var text = new StringBuilder();
        for (int i = 0; i < count; i++)
        {
            text.Append(Fragments[random.Next(common)]);
        }

        return HtpasswdText.Bytes(text.ToString());
    }

    private static void AssertSame(int seed, byte[] content)
    {
        ReferenceReader expected = ReferenceReader.Read(content);
        HtpasswdFile actual = HtpasswdFile.Parse(content);
        string because = $"seed {seed}: {Convert.ToHexString(content.AsSpan(0, Math.Min(content.Length, 300)))}";

        Assert.True(expected.Records.SequenceEqual(actual.Records()), because);
        Assert.True(expected.Problems.SequenceEqual(actual.Problems), because);
        Assert.True(expected.Count == actual.Count && expected.Problems.Count == actual.ProblemCount, because);
        foreach ((string name, (string hash, bool _)) in expected.Users)
        {
            Assert.True(hash == actual.HashOf(name), because);
        }

        foreach (string name in (string[])["", "alic", "alice", "bob", "a", "ab", "carol", "alicebob", "\0"])
        {
            Assert.True(expected.Users.ContainsKey(name) == (actual.HashOf(name) is not null), because);
        }
    }
}
