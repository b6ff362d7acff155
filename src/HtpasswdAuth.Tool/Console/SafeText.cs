namespace HtpasswdAuth.Tool;

/// <summary>A name from a file may hold what a terminal takes for commands.</summary>
internal static class SafeText
{
    public static string Show(string text) =>
        text.Any(char.IsControl) ? string.Concat(text.Select(character => char.IsControl(character) ? $"\\x{(int)character:x2}" : $"{character}")) : text;
}
