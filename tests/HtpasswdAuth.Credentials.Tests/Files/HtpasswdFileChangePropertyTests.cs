using System.Text;

namespace HtpasswdAuth.Files;

/// <summary>Any file and any changes: a snapshot that keeps changes beside its lines is the editor's file read anew.</summary>
public sealed class HtpasswdFileChangePropertyTests
{
    private static readonly string[] Names = ["alice", "bob", "carol", "a", "al", "d\u00E9j\u00E0", "\u00FFx\u0001", "x\ty", "alice"];

    private static readonly string[] OddNames =
        ["", ":", "alice:1", "alice:", " alice", "alice ", "#", "#x", "a\rb", "a\nb", "a\0b", "\u00EF\u00BB\u00BFbob", "\u00EF\u00BB\u00BF", "\\", "q\\"];

    private static readonly string[] Hashes =
        ["1", "2", "", HtpasswdText.Sha1Hash, HtpasswdText.BcryptHash, "3:rest", "4 ", "5\r", " 6", "#", "\u00E9"];

    private static readonly string[] OddHashes =
        ["x\\", "x\\\r", "x\\\ry", "x\\ ", "a\nb", "a\0b", new('h', 8185), new('h', 8184), new('h', 9000), "\u00EF\u00BB\u00BF"];

    private static readonly string[] Plain =
        ["alice:1\n", "alice:2\r\n", "bob:3\n", "  carol:4:rest \n", "a:\n", "\t\n", "\n", "\r\n", "# alice:9\n", "#\r\n", "d\u00E9j\u00E0:7\n", "x\ty:8\n", ":9\n", "al:$2y$\n"];

    private static readonly string[] Odd =
    [
        "alice\n", "bob\r\n", "alice :6\n", "\\\n", "#\\\r\n", "alice:5\\\n", "bob:\0\n", "\u00EF\u00BB\u00BF", "\n\u00EF\u00BB\u00BFbob:1\n", "a\rb:1\n", "alice:", "bob:2", "#", "\\", "\r",
        new string('x', 8190) + "\n", "alice:" + new string('y', 8190) + "\n",
    ];

    [Fact]
    public void Snapshots_are_what_the_editor_leaves()
    {
        for (int seed = 0; seed < 8_000; seed++)
        {
            RunChain(new SeededBytes(seed), $"seed {seed}");
        }
    }

    private static void RunChain(SeededBytes random, string because)
    {
        HtpasswdFile expected = HtpasswdFile.Parse(HtpasswdText.Bytes(Generate(random)));
        HtpasswdFile actual = expected;
        List<(HtpasswdFile Expected, HtpasswdFile Actual)> earlier = [];
        for (int step = random.Next(10); step >= 0; step--)
        {
            HtpasswdChange[] changes = [.. Enumerable.Range(0, random.Next(4)).Select(_ => Change(random))];
            HtpasswdFile before = expected;
            ArgumentException? refused = Record.Exception(() => expected = NaiveChanges.Make(before.Content, changes)) as ArgumentException;
            HtpasswdFile current = actual;
            ArgumentException? refusal = Record.Exception(() => actual = current.With(changes, capacity: random.Next(3) * 3)) as ArgumentException;
            Assert.True((refused?.ParamName, refused?.Message) == (refusal?.ParamName, refusal?.Message), because);
            NaiveChanges.AssertFindsSame(expected, actual, [.. Names, .. OddNames], because);
            earlier.Add((expected, actual));
            if (random.Next(8) == 0)
            {
                // What follows then starts from the file in one piece.
                NaiveChanges.AssertSame(expected, actual, because);
            }
        }

        Assert.All(earlier, pair => NaiveChanges.AssertFindsSame(pair.Expected, pair.Actual, Names, because));
        Assert.All(earlier, pair => NaiveChanges.AssertSame(pair.Expected, pair.Actual, because));
    }

    private static HtpasswdChange Change(SeededBytes random)
    {
        bool isOdd = random.Next(24) == 0;
        string[] names = isOdd ? OddNames : Names;
        string name = names[random.Next(names.Length)];
        if (random.Next(3) == 0)
        {
            return NaiveChanges.Remove(name);
        }

        string[] hashes = random.Next(40) == 0 ? OddHashes : Hashes;
        return NaiveChanges.Set(name, hashes[random.Next(hashes.Length)]);
    }

    private static string Generate(SeededBytes random)
    {
        var text = new StringBuilder(random.Next(8) == 0 ? "\u00EF\u00BB\u00BF" : "");
        bool isOdd = random.Next(3) == 0;
        for (int count = random.Next(12); count > 0; count--)
        {
            string[] fragments = isOdd && random.Next(6) == 0 ? Odd : Plain;
            text.Append(fragments[random.Next(fragments.Length)]);
        }

        // Without the last newline, and sometimes without its carriage return.
        return random.Next(3) == 0 ? text.ToString().TrimEnd(random.Next(2) == 0 ? ['\n'] : ['\r', '\n']) : text.ToString();
    }
}
