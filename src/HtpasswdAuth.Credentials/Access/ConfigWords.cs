using System.Text;

namespace HtpasswdAuth;

/// <summary>Takes the arguments of a directive apart as httpd's <c>ap_getword_conf</c> does: white space, quotes of either kind, <c>\\</c>.</summary>
internal static class ConfigWords
{
    public static List<string> Split(string text)
    {
        List<string> words = [];
        for (ReadOnlySpan<char> rest = text; TryTake(ref rest, out string word);)
        {
            words.Add(word);
        }

        return words;
    }

    /// <summary>Takes the first word off.</summary>
    /// <returns>Whether there was one.</returns>
    public static bool TryTake(ref ReadOnlySpan<char> text, out string word)
    {
        text = text.TrimStart(ConfigLines.Space);
        word = "";
        if (text.IsEmpty)
        {
            return false;
        }

        char quote = text[0] is '"' or '\'' ? text[0] : '\0';
        int position = quote == '\0' ? 0 : 1;
        var result = new StringBuilder();
        while (position < text.Length && !IsEnd(text[position], quote))
        {
            position += IsEscape(text, position, quote) ? 1 : 0;
            result.Append(text[position++]);
        }

        position += quote != '\0' && position < text.Length ? 1 : 0;
        text = text[position..].TrimStart(ConfigLines.Space);
        word = result.ToString();
        return true;
    }

    private static bool IsEnd(char character, char quote) =>
        quote == '\0' ? ConfigLines.Space.Contains(character) : character == quote;

    private static bool IsEscape(ReadOnlySpan<char> text, int position, char quote) =>
        text[position] == '\\' && position + 1 < text.Length && (text[position + 1] == '\\' || (quote != '\0' && text[position + 1] == quote));
}
