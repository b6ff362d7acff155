using System.Globalization;

namespace HtpasswdAuth;

/// <summary>Obeys the directives of <c>mod_auth_digest</c>. What httpd refuses in a <c>.htaccess</c> file is refused here too.</summary>
internal static class DigestDirectives
{
    private static readonly TimeSpan Shortest = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Longest = TimeSpan.FromDays(1);

    /// <returns><see langword="false"/> for a directive that is none of these.</returns>
    /// <exception cref="HtaccessException">It cannot be obeyed.</exception>
    public static bool TryObey(string name, ConfigLine line, FolderSettingsBuilder settings)
    {
        switch (name)
        {
            case "authdigestdomain":
                settings.DigestDomain = Domain(line);
                return true;
            case "authdigestnoncelifetime":
                settings.DigestNonceLifetime = LifetimeOf(Seconds(line));
                return true;
            case "authdigestprovider":
                Demand(line, ConfigWords.Split(line.Arguments) is [_, ..] words && words.TrueForAll(word => word == "file"), "can only be 'file'");
                return true;
            case "authdigestalgorithm":
                Demand(line, Is(line, "MD5"), "can only be MD5, as in httpd; stronger hashes in the file are offered without it");
                return true;
            case "authdigestqop":
                Demand(line, Is(line, "auth"), "can only be 'auth', as in httpd: without it a response could be replayed");
                return true;
            case "authdigestnccheck":
                // Off as well: replays are refused in any case, which no client notices.
                HtaccessDirectives.Choice(line, "on", "off");
                return true;
            case "authdigestshmemsize":
                throw HtaccessException.Arguments(line, "belongs in the server's configuration, as in httpd. Remove it: the memory for nonces is bounded");
            default:
                return false;
        }
    }

    /// <summary>
    /// What httpd takes to be a lifetime, within our limits. Clients do not notice: they are given another nonce without anybody being asked.
    /// 0 means a nonce for one request, so that none is replayed; here none ever is. A negative one is for ever.
    /// </summary>
    private static TimeSpan LifetimeOf(long seconds) => seconds switch
    {
        < 0 => Longest,
        _ when seconds < (long)Shortest.TotalSeconds => Shortest,
        _ when seconds > (long)Longest.TotalSeconds => Longest,
        _ => TimeSpan.FromSeconds(seconds),
    };

    private static string Domain(ConfigLine line)
    {
        List<string> addresses = ConfigWords.Split(line.Arguments);
        string domain = string.Join(' ', addresses);
        bool isValid = addresses.Count > 0 && !domain.Contains('"', StringComparison.Ordinal) && !domain.AsSpan().ContainsAnyExceptInRange(' ', '~');
        Demand(line, isValid, "is followed by paths or addresses in printable ASCII");
        return domain;
    }

    private static long Seconds(ConfigLine line)
    {
        bool isNumber = long.TryParse(HtaccessDirectives.One(line), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long seconds);
        Demand(line, isNumber, "is followed by a number of seconds");
        return seconds;
    }

    private static bool Is(ConfigLine line, string value) => HtaccessDirectives.One(line).Equals(value, StringComparison.OrdinalIgnoreCase);

    private static void Demand(ConfigLine line, bool holds, string expected)
    {
        if (!holds)
        {
            throw HtaccessException.Arguments(line, expected);
        }
    }
}
