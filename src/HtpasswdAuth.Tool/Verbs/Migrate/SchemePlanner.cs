namespace HtpasswdAuth.Tool;

/// <summary>Finds the schemes that a site needs: one for each file and realm.</summary>
internal sealed class SchemePlanner(MigrationNotes notes)
{
    private readonly List<SchemePlan> _schemes = [];

    public SchemePlan? First => _schemes.FirstOrDefault();

    /// <summary>The scheme of some settings, or <see langword="null"/>, after a note, where there can be none.</summary>
    public SchemePlan? Find(AccessSettings settings)
    {
        bool isDigest = settings.AuthType == "digest" || settings.IsBasicOverDigest == true;
        if (Lacks(settings) is { } lacking)
        {
            Remark(settings, lacking, "it is closed to everybody; add a scheme and its policy");
            return null;
        }

        var scheme = new SchemePlan(isDigest, settings.UserFile!, RealmOf(settings, isDigest))
        {
            GroupFile = settings.GroupFile,
            AllowsBasic = settings.IsBasicOverDigest == true && settings.AuthType == "basic",
            Domain = isDigest ? settings.Domain : null,
            NonceLifetime = isDigest ? settings.NonceLifetime : null,
        };
        if (!_schemes.Contains(scheme))
        {
            _schemes.Add(scheme);
        }

        return scheme;
    }

    /// <summary>The schemes and their names: the usual ones where there is one of each kind.</summary>
    public IReadOnlyDictionary<SchemePlan, string> Named()
    {
        Dictionary<SchemePlan, string> names = [];
        foreach (SchemePlan scheme in _schemes)
        {
            string usual = scheme.IsDigest ? "Htdigest" : "Htpasswd";
            bool isAlone = _schemes.Count(other => other.IsDigest == scheme.IsDigest) == 1;
            string name = isAlone ? usual : Identifier(scheme.Realm) is { Length: > 0 } realm ? realm : usual;
            int number = 1;
            string unique = name;
            while (names.Values.Contains(unique, StringComparer.OrdinalIgnoreCase))
            {
                unique = $"{name}{++number}";
            }

            names.Add(scheme, unique);
        }

        return names;
    }

    private static string? Lacks(AccessSettings settings) => settings switch
    {
        { AuthType: not ("basic" or "digest") } => "asks for users by a kind of sign-in that is not known here, or by none",
        { UserFile: null or "" } => "asks for users without a password file",
        _ => null,
    };

    private string? RealmOf(AccessSettings settings, bool isDigest)
    {
        bool isUsable = settings.Realm is { Length: > 0 } realm
            && !realm.AsSpan().ContainsAnyExceptInRange(' ', '~')
            && !realm.Contains("%{", StringComparison.Ordinal)
            && !(isDigest && realm.Contains(':', StringComparison.Ordinal));
        if (!isUsable)
        {
            Remark(settings, "has a realm that is missing, not ASCII, or an expression", "the usual one is taken; set Realm in appsettings.json. For Digest it must be that of the file");
        }

        return isUsable ? settings.Realm : null;
    }

    private void Remark(AccessSettings settings, string effect, string advice)
    {
        if (settings.Source is { } source)
        {
            notes.Todo(source, effect, advice);
        }
    }

    private static string Identifier(string? realm) => string.Concat((realm ?? "").Split(' ').Select(Capital));

    private static string Capital(string word)
    {
        string letters = string.Concat(word.Where(char.IsAsciiLetterOrDigit));
        return letters.Length == 0 ? "" : char.ToUpperInvariant(letters[0]) + letters[1..];
    }
}
