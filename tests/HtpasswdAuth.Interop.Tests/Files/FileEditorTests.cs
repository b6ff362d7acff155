using System.Text;
using HtpasswdAuth.Testing;

namespace HtpasswdAuth.Interop.Tests;

/// <summary>The same changes by Apache's tools and by the editors leave the same bytes.</summary>
public sealed class FileEditorTests : IDisposable
{
    private static readonly string[] Lines =
    [
        "alice:old", "bob:{SHA}W6ph5Mm5Pz8GgiULbPgzG37mj9g=", "  alice:spaced", "alice:old:Alice A.", "alice:crlf\r", "# comment",
        "\t# alice:commented", "", "   ", "Alice:upper", "alice :x", "al:ice", ":empty", "alice", "carol:1\r", "d\u00E9:1", "alicea:1", "::",
    ];

    private readonly TempDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void Htpasswd_leaves_the_same_file()
    {
        var random = new SeededBytes("editor against htpasswd");
        int refused = 0;
        for (int i = 0; i < 300; i++)
        {
            bool deletes = random.Next(3) == 0;
            byte[] before = Generate(random);
            string path = _directory.File("users");
            File.WriteAllBytes(path, before);

            ToolResult result = ExternalTool.Run("htpasswd", deletes ? ["-D", path, "alice"] : ["-bp", path, "alice", "new"]);
            var editor = new HtpasswdFileEditor(before);
            bool invalid = editor.InvalidLine is not null;
            string because = $"{Convert.ToHexString(before)} {result.Error}";
            Assert.True(result.ExitCode == (invalid ? 7 : 0), because);
            refused += invalid ? 1 : 0;
            int changed = invalid ? 0 : deletes ? editor.Remove("alice"u8) : editor.Set("alice"u8, "new"u8);

            Assert.True(editor.ToArray().AsSpan().SequenceEqual(File.ReadAllBytes(path)), because);
            string verb = deletes ? "Deleting " : "Updating ";
            Assert.True(invalid || result.Error.Split(verb).Length - 1 == changed, because);
        }

        Assert.InRange(refused, 50, 250);
    }

    [Fact]
    public void Htdigest_leaves_the_same_file_where_it_loses_nothing()
    {
        string[] lines = ["bob:realm:1", "alice:other:2\r", "# alice:realm:3", "nocolon", "", "alice:realm", "carol:realm:4:5"];
        var random = new SeededBytes("editor against htdigest");
        for (int i = 0; i < 100; i++)
        {
            List<string> chosen = [.. Enumerable.Range(0, random.Next(8)).Select(_ => random.Pick(lines))];
            if (random.Next(2) == 0)
            {
                chosen.Insert(random.Next(chosen.Count + 1), "alice:realm:old");
            }

            byte[] before = Encoding.Latin1.GetBytes(string.Concat(chosen.Select(line => line + "\n")));
            string path = _directory.File("users");
            File.WriteAllBytes(path, before);
            ToolResult result = ExternalTool.Run("htdigest", [path, "realm", "alice"], "pw\npw\n"u8.ToArray());
            var editor = new HtdigestFileEditor(before);
            editor.Set("alice"u8, "realm"u8, "2d3e7b8e3b3c4e5a9e8c6f5f0c8b7d10"u8);

            Assert.True(result.ExitCode == 0, result.Error);
            string theirs = Encoding.Latin1.GetString(File.ReadAllBytes(path));
            string written = theirs.Split('\n').Single(line => line.StartsWith("alice:realm:", StringComparison.Ordinal));
            Assert.Equal(theirs.Replace(written, "alice:realm:2d3e7b8e3b3c4e5a9e8c6f5f0c8b7d10", StringComparison.Ordinal), Encoding.Latin1.GetString(editor.ToArray()));
        }
    }

    /// <summary>Without a newline at the end only where the user is on the last line or is to be deleted: elsewhere the tool makes one record of two.</summary>
    private static byte[] Generate(SeededBytes random)
    {
        string text = string.Concat(Enumerable.Range(0, random.Next(10)).Select(_ => random.Pick(Lines) + "\n"));
        return Encoding.Latin1.GetBytes(random.Next(4) == 0 ? text + "alice:last" : text);
    }
}
