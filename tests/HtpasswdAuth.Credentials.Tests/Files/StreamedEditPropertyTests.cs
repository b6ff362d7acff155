using System.Text;
using HtpasswdAuth.Testing;
using Microsoft.Win32.SafeHandles;

namespace HtpasswdAuth.Files;

/// <summary>Any file at all, read in pieces of any size: a change that is streamed leaves what one in memory leaves.</summary>
public sealed class StreamedEditPropertyTests : IDisposable
{
    private static readonly string[] Fragments =
    [
        "alice", "bob", ":", ":", "\n", "\n", "\r\n", "\r", "#", " ", "\t", "\0", "\u00EF\u00BB\u00BF", "alice:1\n", "bob:2\r\n", "alice:realm:3\n",
        "alice:realm:", "carol\n", "\\\n", "\\", "\\\r\n", "\\\\\n\n", "\u00E9", "        ", "a-longer-name-than-a-piece:with-a-hash-behind-it\n",
    ];

    private readonly TempDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void Streamed_change_is_the_change_in_memory()
    {
        string path = _directory.Write("users", "");
        using SafeFileHandle file = File.OpenHandle(path, FileMode.Open, FileAccess.ReadWrite);
        for (int seed = 0; seed < 20_000; seed++)
        {
            var random = new SeededBytes(seed);
            byte[] text = HtpasswdText.Bytes(Generate(random));
            int piece = 1 + random.Next(40);
            RandomAccess.SetLength(file, 0);
            RandomAccess.Write(file, text, 0);

            var set = new HtpasswdFileEditor(text);
            int replaced = set.Set("alice"u8, "new"u8);
            AssertSame(set.ToArray(), replaced, HtpasswdFileEditor.SetIn(Open(), "alice"u8, "new"u8), seed);

            var removed = new HtpasswdFileEditor(text);
            replaced = removed.Remove("alice"u8);
            AssertSame(removed.ToArray(), replaced, HtpasswdFileEditor.RemoveIn(Open(), "alice"u8), seed);

            var digest = new HtdigestFileEditor(text);
            replaced = digest.Set("alice"u8, "realm"u8, "new"u8);
            AssertSame(digest.ToArray(), replaced, HtdigestFileEditor.SetIn(Open(), "alice"u8, "realm"u8, "new"u8), seed);

            var renewed = new HtdigestFileEditor(text);
            replaced = renewed.Replace("alice"u8, "realm"u8, Renew);
            AssertSame(renewed.ToArray(), replaced, HtdigestFileEditor.ReplaceIn(Open(), "alice"u8, "realm"u8, Renew), seed);

            CredentialText Open() => CredentialText.Of(file, piece);
        }
    }

    [Fact]
    public void Change_of_a_large_file_needs_little_memory()
    {
        byte[] line = "somebody:$2y$10$abcdefghijklmnopqrstuO012345678901234567890123456789O\n"u8.ToArray();
        string path = _directory.File("large");
        using (FileStream output = File.Create(path))
        {
            for (int i = 0; i < 200_000; i++)
            {
                output.Write(line);
            }

            output.Write("alice:old\n"u8);
        }

        using SafeFileHandle file = File.OpenHandle(path);
        long before = GC.GetAllocatedBytesForCurrentThread();
        CredentialFileEdit edit = HtpasswdFileEditor.SetIn(CredentialText.Of(file), "alice"u8, "new"u8);
        edit.WriteTo(Stream.Null);
        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.Equal((1, new FileInfo(path).Length), (edit.Replaced, edit.Length));
        Assert.True(allocated < 1024 * 1024, $"{allocated} bytes for a file of {new FileInfo(path).Length}.");
    }

    private static byte[]? Renew(byte[] old) => old is [(byte)'3', ..] ? "another"u8.ToArray() : old.Length % 2 == 0 ? [] : null;

    private static void AssertSame(byte[] expected, int replaced, CredentialFileEdit edit, int seed)
    {
        using var output = new MemoryStream();
        edit.WriteTo(output);
        Assert.True(
            expected.AsSpan().SequenceEqual(output.ToArray()) && edit.Length == expected.Length && edit.Replaced == replaced,
            $"seed {seed}: {Convert.ToHexString(output.ToArray())}, and not {Convert.ToHexString(expected)}");
    }

    private static string Generate(SeededBytes random)
    {
        var text = new StringBuilder();
        for (int count = random.Next(30); count > 0; count--)
        {
            text.Append(Fragments[random.Next(Fragments.Length)]);
        }

        return text.ToString();
    }
}
