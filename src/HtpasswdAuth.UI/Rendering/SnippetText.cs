using System.Text;

namespace HtpasswdAuth.UI;

/// <summary>Writes a text as each syntax reads it back. Control characters have no place in any of them and become spaces.</summary>
internal static class SnippetText
{
    private const string PlainInShell = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_.@+,/-";

    /// <summary>The name that a block of nginx gives to the dollar sign, which its texts cannot hold.</summary>
    public const string NginxDollar = "${dollar}";

    public static string Shell(string text) =>
        text.All(PlainInShell.Contains) ? text : $"'{OneLine(text).Replace("'", @"'\''", StringComparison.Ordinal)}'";

    /// <summary>
    /// A quoted word of httpd's, which reads AuthName as an expression and puts the backslashes before quotes into the header itself, but no
    /// others: one backslash is halved by the word, by the expression and by the header. An httpd that reads no expression passes those
    /// before the other characters on to the header, where they mean nothing.
    /// </summary>
    public static string Apache(string text) => Quote(OneLine(text).Replace(@"\", @"\\\\", StringComparison.Ordinal))
        .Replace("$", @"\$", StringComparison.Ordinal)
        .Replace("%", @"\%", StringComparison.Ordinal)
        .Replace("{", @"\{", StringComparison.Ordinal);

    /// <summary>A quoted word of nginx's, which writes the header with the bare text: quotes are escaped for the header and for the file.</summary>
    public static string Nginx(string text) => Quote(Escape(OneLine(text))).Replace("$", NginxDollar, StringComparison.Ordinal);

    public static string CSharp(string text) => Quote(OneLine(text));

    private static string Quote(string text) => $"\"{Escape(text)}\"";

    private static string Escape(string text) => text.Replace(@"\", @"\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal);

    private static string OneLine(string text)
    {
        var line = new StringBuilder(text.Length);
        foreach (char one in text)
        {
            // U+2028 and U+2029 end lines of C#.
            line.Append(char.IsControl(one) || one is '\u2028' or '\u2029' ? ' ' : one);
        }

        return line.ToString();
    }
}
