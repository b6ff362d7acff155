using System.Text;

namespace HtpasswdAuth.Files;

/// <summary>Any file at all: the editors against a slow and simple way of saying the same.</summary>
public sealed class EditorPropertyTests
{
    private static readonly string[] Fragments =
    [
        "alice", "bob", ":", ":", "\n", "\n", "\r\n", "\r", "#", " ", "\t", "\0", "\u00EF\u00BB\u00BF", "alice:1\n", "bob:2\r\n",
        "alice:realm:3\n", "alice:realm:", "carol\n", "\\\n", "\u00E9",
    ];

    [Fact]
    public void Only_records_of_the_user_change()
    {
        for (int seed = 0; seed < 20_000; seed++)
        {
            string text = Generate(new SeededBytes(seed));
            if (text.TrimEnd('\r', '\n').EndsWith('\\'))
            {
                continue;
            }

            var set = new HtpasswdFileEditor(HtpasswdText.Bytes(text));
            set.Set("alice"u8, "new"u8);
            AssertSame(Expected(text, "alice:", "alice:new\n"), set.ToArray(), seed);

            var removed = new HtpasswdFileEditor(HtpasswdText.Bytes(text));
            removed.Remove("alice"u8);
            AssertSame(Expected(text, "alice:", null), removed.ToArray(), seed);

            var digest = new HtdigestFileEditor(HtpasswdText.Bytes(text));
            digest.Set("alice"u8, "realm"u8, "new"u8);
            AssertSame(Expected(text, "alice:realm:", "alice:realm:new\n"), digest.ToArray(), seed);
        }
    }

    [Fact]
    public void Record_behind_a_backslash_is_seen_by_httpd()
    {
        foreach (string text in (string[])["#\\", "#\\\r\n", "#\\\\\n", "bob:1\\\\\\\n\n", "\\\n\\\n", "x\0\\\n"])
        {
            var editor = new HtpasswdFileEditor(HtpasswdText.Bytes(text));
            editor.Set("alice"u8, "new"u8);

            Assert.Equal("new", HtpasswdFile.Parse(editor.ToArray()).HashOf("alice"));
            Assert.StartsWith(text, Encoding.Latin1.GetString(editor.ToArray()), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_file_read_into_group_lines_is_the_same_put_together()
    {
        for (int seed = 0; seed < 20_000; seed++)
        {
            string text = Generate(new SeededBytes(seed));
            AssertSame(text, new HtgroupFileEditor(HtpasswdText.Bytes(text)).ToArray(), seed);
        }
    }

    [Fact]
    public void Added_members_are_found_and_removed_ones_are_not()
    {
        for (int seed = 0; seed < 20_000; seed++)
        {
            var random = new SeededBytes(seed);
            byte[] before = HtpasswdText.Bytes(Generate(random));
            byte[] user = HtpasswdText.Bytes(((string[])["dave", "d \"v'", "d\\", "'d", "d\\\\e"])[random.Next(5)]);
            var editor = new HtgroupFileEditor(before);

            Assert.True(editor.Add("alice"u8, user));
            Assert.False(editor.Add("alice"u8, user), $"seed {seed}: {Convert.ToHexString(before)} {Convert.ToHexString(editor.ToArray())}");
            var again = new HtgroupFileEditor(editor.ToArray());
            Assert.True(Names(again, "alice").Contains(Encoding.Latin1.GetString(user)) && again.Remove("alice"u8, user), $"seed {seed}");
            Assert.False(new HtgroupFileEditor(again.ToArray()).Remove("alice"u8, user));

            // Where the last line is a backslash's, the repaired newline ends what the file's end did before.
            Assert.Equal(Names(new HtgroupFileEditor(before), "bob"), Names(new HtgroupFileEditor(again.ToArray()), "bob"));
        }
    }

    private static string[] Names(HtgroupFileEditor editor, string group) =>
        [.. editor.Members(HtpasswdText.Bytes(group)).Select(name => Encoding.Latin1.GetString(name.Span))];

    private static string Generate(SeededBytes random)
    {
        var text = new StringBuilder();
        for (int count = random.Next(30); count > 0; count--)
        {
            text.Append(Fragments[random.Next(Fragments.Length)]);
        }

        return text.ToString();
    }

    private static string Expected(string text, string key, string? line)
    {
        var result = new StringBuilder();
        bool found = false;
        string[] lines = text.Split('\n');
        for (int i = 0; i < lines.Length; i++)
        {
            string seen = i == 0 && lines[i].StartsWith("\u00EF\u00BB\u00BF", StringComparison.Ordinal) ? lines[i][3..] : lines[i];
            bool isRecord = seen.TrimStart(' ', '\t', '\r').StartsWith(key, StringComparison.Ordinal);
            found |= isRecord;
            result.Append(isRecord ? line : i == lines.Length - 1 ? lines[i] : lines[i] + "\n");
        }

        if (!found && line is not null)
        {
            result.Append(result.Length > 0 && result[^1] != '\n' ? "\n" : "").Append(line);
        }

        return result.ToString();
    }

    private static void AssertSame(string expected, byte[] actual, int seed) =>
        Assert.True(expected == Encoding.Latin1.GetString(actual), $"seed {seed}: {Convert.ToHexString(actual)}");
}
