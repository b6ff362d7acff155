using System.Text;

namespace HtpasswdAuth;

/// <summary>Obeys one directive that is no section.</summary>
/// <param name="resolve">Makes the path of a user or group file absolute.</param>
/// <param name="isUtf8">Whether the file is UTF-8, otherwise it is Latin-1.</param>
internal sealed class HtaccessDirectives(Func<string, string> resolve, bool isUtf8)
{
    /// <exception cref="HtaccessException">It is not understood, or cannot be obeyed here.</exception>
    public void Obey(ConfigLine line, HtaccessScope scope)
    {
        string name = line.Name.ToLowerInvariant();
        if (KnownDirectives.IsHarmless(name, line) || (scope.Doubtful is not null && KnownDirectives.IsHarmlessElsewhere(name, line)))
        {
            return;
        }

        if (scope.Doubtful is { } section)
        {
            throw HtaccessException.Doubtful(line, section);
        }

        line = line with { Arguments = WithoutVariables(line, line.Arguments) };
        bool isObeyed = HostDirectives.TryObey(name, line, scope)
            || TryAuthentication(name, line, scope.Settings)
            || DigestDirectives.TryObey(name, line, scope.Settings)
            || EnvironmentDirectives.TryObey(name, line, scope.Settings)
            || RedirectDirectives.TryObey(name, line, scope.Settings)
            || RewriteDirectives.TryObey(name, line, scope)
            || OptionsDirective.TryObey(name, line, scope.Settings);
        if (!isObeyed)
        {
            throw HtaccessException.Unsupported(line);
        }
    }

    /// <summary>Which of two words the argument is.</summary>
    public static bool Choice(ConfigLine line, string yes, string no)
    {
        string word = One(line);
        return word.Equals(yes, StringComparison.OrdinalIgnoreCase)
            || (!word.Equals(no, StringComparison.OrdinalIgnoreCase)
                ? throw HtaccessException.Arguments(line, $"is followed by '{yes}' or '{no}'")
                : false);
    }

    /// <summary>The only argument.</summary>
    public static string One(ConfigLine line) => ConfigWords.Split(line.Arguments) is [{ } only]
        ? only
        : throw HtaccessException.Arguments(line, "takes one argument; put quotes around one with spaces");

    /// <summary>What httpd replaces by variables of its configuration and its process, which are not those here.</summary>
    /// <returns>The text, without any.</returns>
    /// <exception cref="HtaccessException">There is one.</exception>
    public static string WithoutVariables(ConfigLine line, string text) => text.Contains("${", StringComparison.Ordinal)
        ? throw new HtaccessException(line.Number, "variables of httpd (${…}) are not known here. Write out what they stand for.")
        : text;

    private static MergeMode MergeOf(ConfigLine line) => One(line).ToLowerInvariant() switch
    {
        "off" => MergeMode.Off,
        "and" => MergeMode.And,
        "or" => MergeMode.Or,
        _ => throw HtaccessException.Arguments(line, "is followed by Off, And or Or"),
    };

    private static string Plain(ConfigLine line)
    {
        string text = One(line);
        return text.Contains("%{", StringComparison.Ordinal)
            ? throw new HtaccessException(line.Number, "expressions (%{…}) are not supported. Write out what they stand for.")
            : text;
    }

    private bool TryAuthentication(string name, ConfigLine line, FolderSettingsBuilder settings)
    {
        switch (name)
        {
            case "authtype":
                settings.AuthType = Plain(line);
                return true;
            case "authname":
                settings.AuthName = Realm(line);
                return true;
            case "authuserfile":
                settings.UserFile = resolve(One(line));
                return true;
            case "authgroupfile":
                settings.GroupFile = resolve(One(line));
                return true;
            case "authmerging":
                settings.Merge(MergeOf(line));
                return true;
            case "authzsendforbiddenonfailure":
                settings.SendForbidden(Choice(line, "on", "off"));
                return true;
            default:
                return false;
        }
    }

    /// <summary>A header has the bytes of the file.</summary>
    private string Realm(ConfigLine line)
    {
        string realm = Plain(line);
        return realm.AsSpan().ContainsAnyInRange('\0', '\x1F') || realm.Contains('\x7F', StringComparison.Ordinal)
            ? throw HtaccessException.Arguments(line, "has a control character in it, which no header may have")
            : Encoding.Latin1.GetString((isUtf8 ? Encoding.UTF8 : Encoding.Latin1).GetBytes(realm));
    }
}
