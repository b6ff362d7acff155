using System.Globalization;
using System.Text;

namespace HtpasswdAuth.Tool;

/// <summary>Text as C# writes it.</summary>
internal static class CSharpText
{
    public static string Quote(string text)
    {
        var quoted = new StringBuilder("\"");
        foreach (char character in text)
        {
            bool isPlain = !char.IsControl(character) && character is not ('"' or '\\' or '\u2028' or '\u2029' or '\u0085') && !char.IsSurrogate(character);
            quoted.Append(isPlain ? character.ToString() : character is '"' or '\\' ? $"\\{character}" : string.Create(CultureInfo.InvariantCulture, $"\\u{(int)character:x4}"));
        }

        return quoted.Append('"').ToString();
    }

    public static string List(IEnumerable<string> texts) => string.Join(", ", texts.Select(Quote));

    /// <summary>What can stand in a comment of one line.</summary>
    public static string Comment(string text) => string.Concat(SafeText.Show(text).Select(character => character is '\u2028' or '\u2029' ? ' ' : character));
}
