namespace HtpasswdAuth;

/// <summary>Obeys the directives of <c>mod_setenvif</c>, which rules may ask about.</summary>
internal static class EnvironmentDirectives
{
    /// <returns><see langword="false"/> for a directive that is none of these.</returns>
    /// <exception cref="HtaccessException">It cannot be obeyed.</exception>
    public static bool TryObey(string name, ConfigLine line, FolderSettingsBuilder settings)
    {
        string[] words = [.. ConfigWords.Split(line.Arguments)];
        switch (name)
        {
            case "setenvif" or "setenvifnocase" when words is [{ Length: > 0 } attribute, { } pattern, _, ..]:
                settings.Environment.Add(new EnvironmentSetting(
                    IsName(attribute) ? attribute : null, AccessPattern.Parse(line, pattern, name == "setenvifnocase"), words[2..]));
                return true;
            case "browsermatch" or "browsermatchnocase" when words is [{ } pattern, _, ..]:
                settings.Environment.Add(new EnvironmentSetting(
                    "User-Agent", AccessPattern.Parse(line, pattern, name == "browsermatchnocase"), words[1..]));
                return true;
            case "setenvifexpr" when words is [_, _, ..]:
                settings.Environment.Add(new EnvironmentSetting(attribute: null, pattern: null, words[1..]));
                return true;
            case "setenvif" or "setenvifnocase" or "browsermatch" or "browsermatchnocase" or "setenvifexpr":
                throw HtaccessException.Arguments(line, "is followed by what is looked at, an expression and variables");
            default:
                return false;
        }
    }

    // Anything else is an expression for names of headers.
    private static bool IsName(string attribute) => attribute.All(character => char.IsAsciiLetterOrDigit(character) || character is '-' or '_');
}
