namespace HtpasswdAuth;

/// <summary>
/// Obeys <c>Options</c>, what it says of links, and <c>DirectoryIndex</c>. There are no listings here, no scripts and no variants of files.
/// </summary>
internal static class OptionsDirective
{
    /// <returns><see langword="false"/> for another directive.</returns>
    /// <exception cref="HtaccessException">It names what is no option, or adds to some and sets others.</exception>
    public static bool TryObey(string name, ConfigLine line, FolderSettingsBuilder settings)
    {
        if (name == "directoryindex")
        {
            AddIndexes(line, settings);
            return true;
        }

        if (name != "options")
        {
            return false;
        }

        List<string> words = ConfigWords.Split(line.Arguments);
        int changes = words.Count(word => word.StartsWith('+') || word.StartsWith('-'));
        if (changes != 0 && changes != words.Count)
        {
            throw HtaccessException.Arguments(line, "has + or - before all options, or before none");
        }

        LinkRights added = LinkRights.None;
        LinkRights removed = LinkRights.None;
        foreach (string word in words)
        {
            LinkRights rights = RightsOf(line, word.TrimStart('+', '-'));
            (added, removed) = word.StartsWith('-') ? (added & ~rights, removed | rights) : (added | rights, removed & ~rights);
        }

        LinkOptions options = changes == 0 ? new(added, LinkRights.None, LinkRights.None) : new(null, added, removed);
        settings.Links = settings.Links is { } before ? before.Then(options) : options;
        return true;
    }

    /// <summary><c>disabled</c> alone takes back what was said before.</summary>
    private static void AddIndexes(ConfigLine line, FolderSettingsBuilder settings)
    {
        List<string> names = ConfigWords.Split(line.Arguments);
        if (names.Count == 0 || names.Exists(name => name.Length == 0 || name.Contains('/', StringComparison.Ordinal)))
        {
            throw HtaccessException.Arguments(line, "is followed by names of files in the folder");
        }

        settings.Indexes = names is ["disabled"] ? [] : [.. settings.Indexes ?? [], .. names];
    }

    private static LinkRights RightsOf(ConfigLine line, string word) => word.ToLowerInvariant() switch
    {
        "followsymlinks" or "all" => LinkRights.Follow,
        "symlinksifownermatch" => LinkRights.FollowIfOwnerMatches,
        "none" or "indexes" or "includes" or "includesnoexec" or "execcgi" or "multiviews" => LinkRights.None,
        _ => throw HtaccessException.Arguments(line, $"has no option '{LogText.Escape(word)}'"),
    };
}
