using System.Text;

namespace HtpasswdAuth.Tool;

/// <summary>Takes a line of httpd's configuration apart: white space, quotes of either kind, a backslash before a quote or itself.</summary>
internal static class HttpdWords
{
    private const string Space = " \t\v\f\r";

    public static List<string> Split(ReadOnlySpan<char> text)
    {
        List<string> words = [];
        text = text.Trim(Space);
        while (!text.IsEmpty)
        {
            words.Add(Take(ref text));
            text = text.TrimStart(Space);
        }

        return words;
    }

    private static string Take(ref ReadOnlySpan<char> text)
    {
        char quote = text[0] is '"' or '\'' ? text[0] : '\0';
        int position = quote == '\0' ? 0 : 1;
        var word = new StringBuilder();
        while (position < text.Length && !IsEnd(text[position], quote))
        {
            position += IsEscape(text[position..], quote) ? 1 : 0;
            word.Append(text[position++]);
        }

        position += quote != '\0' && position < text.Length ? 1 : 0;
        text = text[position..];
        return word.ToString();
    }

    private static bool IsEnd(char character, char quote) => quote == '\0' ? Space.Contains(character) : character == quote;

    private static bool IsEscape(ReadOnlySpan<char> text, char quote) =>
        text[0] == '\\' && text.Length > 1 && (text[1] == '\\' || (quote != '\0' && text[1] == quote));
}
