using System.Text;

namespace HtpasswdAuth.Files;

/// <summary>Any digest file and any edits: a snapshot that keeps changed hashes beside its lines is the edited file read anew.</summary>
public sealed class HtdigestFileChangePropertyTests
{
    private static readonly string[] Users = ["alice", "bob", "al"];
    private static readonly string[] Realms = ["r", "other", ""];
    private static readonly string Short = new('a', 32);
    private static readonly string Long = new('B', 64);
    private static readonly string[] Hashes = [Short, Long, new('c', 32), new('z', 32), "", "x", new('d', 33), new('e', 64)];

    private static readonly string[] Odd =
        ["\n", "# alice:r:" + Short + "\n", "alice:r\n", "alice\n", "alice:r:\\\n", "alice:r:" + Short + "\\\n", "bob:\0\n", new string('x', 8190) + "\n", Short, ":r:" + Short + "\n"];

    [Fact]
    public void Snapshots_are_what_the_editor_leaves()
    {
        for (int seed = 0; seed < 6_000; seed++)
        {
            RunChain(new SeededBytes(seed), $"seed {seed}");
        }
    }

    private static void RunChain(SeededBytes random, string because)
    {
        HtdigestFile expected = HtdigestFile.Parse(HtpasswdText.Bytes(Generate(random)));
        HtdigestFile actual = expected;
        for (int step = random.Next(8); step >= 0; step--)
        {
            CredentialFileEdit edit = Edit(random, CredentialText.Of(expected.Content));
            HtdigestFile before = actual;
            actual = actual.With(edit, capacity: random.Next(3) * 3);
            HtdigestFile next = HtdigestFile.Parse(edit.ToArray());
            AssertSame(next, actual, because);
            Assert.True(before.HasText(CredentialText.Of(expected.Content)), because);
            expected = next;
        }

        Assert.True(expected.Content.Span.SequenceEqual(actual.Content.Span), because);
    }

    private static CredentialFileEdit Edit(SeededBytes random, CredentialText text)
    {
        byte[] user = HtpasswdText.Bytes(Users[random.Next(Users.Length)]);
        byte[] realm = HtpasswdText.Bytes(Realms[random.Next(Realms.Length)]);
        byte[] hash = HtpasswdText.Bytes(Hashes[random.Next(Hashes.Length)]);
        return random.Next(5) == 0
            ? HtdigestFileEditor.SetIn(text, user, realm, hash)
            : HtdigestFileEditor.ReplaceIn(text, user, realm, old => old.Length == hash.Length || random.Next(4) == 0 ? hash : null);
    }

    private static void AssertSame(HtdigestFile expected, HtdigestFile actual, string because)
    {
        Assert.True(expected.Count == actual.Count && expected.ProblemCount == actual.ProblemCount, because);
        Assert.True(actual.HasText(CredentialText.Of(expected.Content)), because);
        Assert.False(actual.HasText(CredentialText.Of(expected.Content.ToArray().Append((byte)'#').ToArray())), because);
        foreach (string user in Users)
        {
            foreach (string realm in Realms)
            {
                Assert.True(
                    expected.HashesOf(HtpasswdText.Bytes(user), HtpasswdText.Bytes(realm)).AsSpan()
                        .SequenceEqual(actual.HashesOf(HtpasswdText.Bytes(user), HtpasswdText.Bytes(realm))),
                    $"{because}: {user}:{realm}");
            }
        }

        Assert.Equal(Records(expected), Records(actual));
    }

    private static List<string> Records(HtdigestFile file)
    {
        List<string> records = [];
        foreach (HtdigestEntry entry in file)
        {
            records.Add(Encoding.Latin1.GetString([.. entry.UserName.Span, 0, .. entry.Realm.Span, 0, .. entry.Ha1.Span, 0, .. entry.UserHash.Span]));
        }

        return records;
    }

    private static string Generate(SeededBytes random)
    {
        var text = new StringBuilder(random.Next(8) == 0 ? "\u00EF\u00BB\u00BF" : "");
        bool isOdd = random.Next(3) == 0;
        for (int count = random.Next(10); count > 0; count--)
        {
            text.Append(isOdd && random.Next(4) == 0
                ? Odd[random.Next(Odd.Length)]
                : $"{(random.Next(6) == 0 ? " " : "")}{Users[random.Next(Users.Length)]}:{Realms[random.Next(Realms.Length)]}:{Hashes[random.Next(Hashes.Length)]}{(random.Next(6) == 0 ? ":rest" : "")}{(random.Next(6) == 0 ? " \r" : "")}\n");
        }

        return random.Next(3) == 0 ? text.ToString().TrimEnd('\n') : text.ToString();
    }
}
