using System.Globalization;

namespace HtpasswdAuth;

/// <summary>Obeys <c>Redirect</c> and its relatives.</summary>
internal static class RedirectDirectives
{
    /// <returns><see langword="false"/> for a directive that is none of these.</returns>
    /// <exception cref="HtaccessException">It cannot be obeyed.</exception>
    public static bool TryObey(string name, ConfigLine line, FolderSettingsBuilder settings)
    {
        if (name is not ("redirect" or "redirectmatch" or "redirecttemp" or "redirectpermanent"))
        {
            return false;
        }

        List<string> words = ConfigWords.Split(line.Arguments);
        int? said = name switch
        {
            "redirecttemp" => 302,
            "redirectpermanent" => 301,
            _ => words.Count > 1 ? StatusOf(words[0]) : null,
        };
        if (said is not null && !name.EndsWith('p') && !name.EndsWith("nt", StringComparison.Ordinal))
        {
            words.RemoveAt(0);
        }

        int status = said ?? 302;
        bool needsTarget = status is >= 300 and < 400;
        if (words.Count != (needsTarget ? 2 : 1) || (needsTarget && !IsTarget(words[1])))
        {
            throw HtaccessException.Arguments(line, "takes a status, a path and, for a status of 3xx, an address or a path to send to");
        }

        settings.Redirects.Add(Rule(line, name == "redirectmatch", status, words));
        return true;
    }

    private static RedirectRule Rule(ConfigLine line, bool isPattern, int status, List<string> words)
    {
        string? target = words.ElementAtOrDefault(1);
        return (target ?? "").Contains("%{", StringComparison.Ordinal) || words[0].Contains("%{", StringComparison.Ordinal)
            ? throw new HtaccessException(line.Number, "expressions (%{…}) are not supported. Write out what they stand for.")
            : isPattern ? new RedirectRule(status, path: null, AccessPattern.Parse(line, words[0], ignoreCase: false), target)
            : words[0].StartsWith('/') ? new RedirectRule(status, words[0], pattern: null, target)
            : throw HtaccessException.Arguments(line, "is about a path with a slash at its beginning");
    }

    private static bool IsTarget(string text) =>
        (text.StartsWith('/') || Uri.TryCreate(text, UriKind.Absolute, out _)) && !text.AsSpan().ContainsAnyExceptInRange('!', '~');

    private static int? StatusOf(string word) => word.ToLowerInvariant() switch
    {
        "permanent" => 301,
        "temp" => 302,
        "seeother" => 303,
        "gone" => 410,
        _ => word.Length == 3 && int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out int status) && status is >= 300 and < 600
            ? status
            : null,
    };
}
