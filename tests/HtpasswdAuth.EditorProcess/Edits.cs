using System.Text;

namespace HtpasswdAuth.EditorProcess;

/// <summary>What this process does to a file; tests do the same within their own.</summary>
public static class Edits
{
    private const string AliceWithPassword = "alice:{SHA}W6ph5Mm5Pz8GgiULbPgzG37mj9g=\n";

    public static CredentialFileUpdateResult Set(string file, string user, string hash) => CredentialFile.Update(
        file,
        content =>
        {
            var editor = new HtpasswdFileEditor(content);
            editor.Set(Encoding.UTF8.GetBytes(user), Encoding.UTF8.GetBytes(hash));
            return editor.ToArray();
        },
        new CredentialFileUpdateOptions { CreateIfMissing = true });

    /// <summary>Files that tell whether they are whole; longer and shorter ones in turn.</summary>
    public static CredentialFileUpdateResult WriteGeneration(string file, int generation) =>
        CredentialFile.Update(file, _ => Generation(generation), new CredentialFileUpdateOptions { CreateIfMissing = true });

    /// <summary>Several pages of memory long; of every second generation twice as many.</summary>
    public static byte[] Generation(int generation)
    {
        int lines = 100 + (100 * (generation % 2));
        var text = new StringBuilder(AliceWithPassword);
        text.Append("generation:").Append(generation).Append('\n');
        for (int i = 0; i < lines; i++)
        {
            text.Append("user-").Append(i).Append(":{SHA}W6ph5Mm5Pz8GgiULbPgzG37mj9g=-").Append(generation).Append('\n');
        }

        return Encoding.ASCII.GetBytes(text.ToString());
    }

    /// <summary>Writes and flushes by the base library alone, which acknowledges it or throws.</summary>
    public static string Flush(string file, string method)
    {
        using FileStream stream = new(file, FileMode.Open, FileAccess.Write);
        stream.WriteByte((byte)'\n');
        if (method == nameof(RandomAccess.FlushToDisk))
        {
            stream.Flush();
            RandomAccess.FlushToDisk(stream.SafeFileHandle);
        }
        else
        {
            stream.Flush(flushToDisk: true);
        }

        return "acknowledged";
    }

    public static bool IsWhole(byte[] content)
    {
        string[] lines = Encoding.ASCII.GetString(content).Split('\n');
        return lines.Length > 1
            && lines[1].StartsWith("generation:", StringComparison.Ordinal)
            && int.TryParse(lines[1].AsSpan("generation:".Length), out int generation)
            && content.AsSpan().SequenceEqual(Generation(generation));
    }
}
