using System.Text;

namespace HtpasswdAuth;

/// <summary>Takes a configuration file apart into directives as httpd does: a backslash at the end of a line continues it, also a comment.</summary>
internal static class ConfigLines
{
    /// <summary>C's <c>isspace</c>.</summary>
    public const string Space = " \t\n\v\f\r";

    /// <summary>A longer file is refused: it is read at requests.</summary>
    public const int MaxBytes = 1024 * 1024;

    /// <summary>UTF-8 where the file is valid as such, otherwise Latin-1, as names in password files are read.</summary>
    public static string Decode(ReadOnlySpan<byte> content, out bool isUtf8)
    {
        ReadOnlySpan<byte> text = content.StartsWith("\uFEFF"u8) ? content[3..] : content;
        isUtf8 = System.Text.Unicode.Utf8.IsValid(text);
        return (isUtf8 ? Encoding.UTF8 : Encoding.Latin1).GetString(text);
    }

    public static IEnumerable<ConfigLine> Read(string text)
    {
        var joined = new StringBuilder();
        int number = 0;
        int first = 1;
        foreach (string line in text.Split('\n'))
        {
            number++;
            first = joined.Length == 0 ? number : first;
            string part = line.EndsWith('\r') ? line[..^1] : line;
            if (part.EndsWith('\\'))
            {
                joined.Append(part.AsSpan(0, part.Length - 1));
                continue;
            }

            joined.Append(part);
            if (TryParse(first, joined.ToString().Trim([.. Space]), out ConfigLine? parsed))
            {
                yield return parsed;
            }

            joined.Clear();
        }

        if (TryParse(first, joined.ToString().Trim([.. Space]), out ConfigLine? last))
        {
            yield return last;
        }
    }

    private static bool TryParse(int number, string text, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out ConfigLine? line)
    {
        line = null;
        ReadOnlySpan<char> rest = text;
        if (text.StartsWith('#') || !ConfigWords.TryTake(ref rest, out string name))
        {
            return false;
        }

        bool opens = name.StartsWith('<') && !name.StartsWith("</", StringComparison.Ordinal);
        bool closed = opens && name.EndsWith('>');
        line = new ConfigLine(number, closed ? name[..^1] : name, closed && rest.IsEmpty ? ">" : rest.ToString());
        return true;
    }
}
