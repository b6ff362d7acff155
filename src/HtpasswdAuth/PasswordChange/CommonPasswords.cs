using System.IO.Compression;
using System.Text;

namespace HtpasswdAuth;

/// <summary>
/// The common passwords and well-known phrases that come with the library; where they are from is in <c>NOTICE.txt</c> beside their
/// files. They are unpacked when the first password is checked.
/// </summary>
internal static class CommonPasswords
{
    private const string Passwords = "common-passwords.txt.gz";
    private const string Phrases = "well-known-phrases.txt";

    private static readonly Lazy<SortedLines[]> Lists = new(() => [new SortedLines(Unpack(Passwords)), new SortedLines(Read(Phrases))]);

    /// <summary>Whether a folded text is one of them.</summary>
    public static bool Contains(string text)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        return Array.Exists(Lists.Value, list => list.Contains(bytes));
    }

    private static byte[] Unpack(string name)
    {
        using var unpacked = new GZipStream(Open(name), CompressionMode.Decompress);
        return ReadAll(unpacked);
    }

    private static byte[] Read(string name)
    {
        using Stream stream = Open(name);
        return ReadAll(stream);
    }

    private static byte[] ReadAll(Stream stream)
    {
        using var content = new MemoryStream();
        stream.CopyTo(content);
        return content.ToArray();
    }

    private static Stream Open(string name) =>
        typeof(CommonPasswords).Assembly.GetManifestResourceStream(name)
        ?? throw new InvalidOperationException($"The assembly lacks its resource '{name}'. Build it from unchanged sources.");
}
