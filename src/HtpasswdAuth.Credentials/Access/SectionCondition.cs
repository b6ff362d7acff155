using System.Collections.Frozen;

namespace HtpasswdAuth;

/// <summary>Whether httpd would read a section.</summary>
internal enum SectionCondition
{
    Holds,

    /// <summary>Not by an httpd with all modules that it comes with.</summary>
    Fails,

    /// <summary>By no httpd of this version: what is in it need not be understood.</summary>
    Never,

    /// <summary>It depends on the server that the file was written for.</summary>
    Unknown,
}

/// <summary>Decides <c>&lt;IfModule&gt;</c>, <c>&lt;IfVersion&gt;</c> and <c>&lt;IfDefine&gt;</c> for an httpd with all modules that it comes with.</summary>
internal static class SectionConditions
{
    /// <summary>The version that conditions are about.</summary>
    public const string Version = "2.4.71";

    private static readonly int[] Numbers = [2, 4, 71];

    /// <summary>Without these an httpd would not take the directives that protect something.</summary>
    private static readonly FrozenSet<string> Always = new[]
    {
        "auth_basic", "authn_core", "authn_file", "authz_core", "authz_groupfile", "authz_host", "authz_user", "access_compat", "auth_digest", "dir", "mime",
    }.ToFrozenSet(StringComparer.Ordinal);

    private static readonly FrozenSet<string> Modules = new[]
    {
        "access_compat", "actions", "alias", "allowmethods", "asis", "auth_basic", "auth_digest", "auth_form", "authn_anon", "authn_core", "authn_dbd",
        "authn_dbm", "authn_file", "authn_socache", "authnz_fcgi", "authnz_ldap", "authz_core", "authz_dbd", "authz_dbm", "authz_groupfile",
        "authz_host", "authz_owner", "authz_user", "autoindex", "brotli", "buffer", "cache", "cache_disk", "cache_socache", "cgi", "cgid",
        "charset_lite", "data", "dav", "dav_fs", "dav_lock", "dbd", "deflate", "dir", "dumpio", "env", "expires", "ext_filter", "file_cache", "filter",
        "headers", "heartbeat", "heartmonitor", "http2", "ident", "imagemap", "include", "info", "lbmethod_bybusyness", "lbmethod_byrequests",
        "lbmethod_bytraffic", "lbmethod_heartbeat", "ldap", "log_config", "log_debug", "log_forensic", "logio", "lua", "macro", "md", "mime",
        "mime_magic", "negotiation", "proxy", "proxy_ajp", "proxy_balancer", "proxy_connect", "proxy_express", "proxy_fcgi", "proxy_ftp",
        "proxy_hcheck", "proxy_html", "proxy_http", "proxy_http2", "proxy_scgi", "proxy_uwsgi", "proxy_wstunnel", "ratelimit", "reflector", "remoteip",
        "reqtimeout", "request", "rewrite", "sed", "session", "session_cookie", "session_crypto", "session_dbd", "setenvif", "slotmem_plain",
        "slotmem_shm", "so", "socache_dbm", "socache_dc", "socache_memcache", "socache_redis", "socache_shmcb", "speling", "ssl", "status",
        "substitute", "suexec", "systemd", "tls", "unique_id", "unixd", "userdir", "usertrack", "version", "vhost_alias", "watchdog", "xml2enc",
    }.ToFrozenSet(StringComparer.Ordinal);

    /// <summary><c>mod_rewrite.c</c> or <c>rewrite_module</c>, with <c>!</c> before it or not. The case of letters matters, as in httpd.</summary>
    /// <exception cref="HtaccessException">There is no name.</exception>
    public static SectionCondition OfModule(ConfigLine line, string argument)
    {
        (bool isNot, string name) = NameOf(line, argument, "the name of a module");
        return StemOf(name) is not { } module ? SectionCondition.Unknown
            : !isNot ? SectionCondition.Holds
            : module == "core" || Always.Contains(module) ? SectionCondition.Never
            : SectionCondition.Fails;
    }

    /// <summary>What an administrator starts httpd with is not known here.</summary>
    /// <exception cref="HtaccessException">There is no name.</exception>
    public static SectionCondition OfDefine(ConfigLine line, string argument)
    {
        NameOf(line, argument, "a name");
        return SectionCondition.Unknown;
    }

    /// <summary>An operator, or none for <c>=</c>, with <c>!</c> before it or not, and a version of one to three numbers, or an expression.</summary>
    /// <exception cref="HtaccessException">It is none of these.</exception>
    public static SectionCondition OfVersion(ConfigLine line, string argument)
    {
        bool isNot = argument.StartsWith('!');
        string[] words = [.. ConfigWords.Split(isNot ? argument[1..] : argument)];
        (string sign, string version) = words switch
        {
            [{ } only] => ("=", only),
            [{ } first, { } second] => (first, second),
            _ => throw HtaccessException.Arguments(line, "takes an operator and a version"),
        };
        return Holds(line, sign, version) != isNot ? SectionCondition.Holds : SectionCondition.Never;
    }

    private static bool Holds(ConfigLine line, string sign, string version)
    {
        bool isQuoted = version is ['/', _, .., '/'];
        if (sign == "~" || (isQuoted && sign is "=" or "=="))
        {
            return AccessPattern.Parse(line, isQuoted ? version[1..^1] : version, ignoreCase: false).Find(Version) == PatternAnswer.Matches;
        }

        int order = CompareTo(line, version);
        return sign switch
        {
            "=" or "==" => order == 0,
            ">" => order > 0,
            ">=" => order >= 0,
            "<" => order < 0,
            "<=" => order <= 0,
            _ => throw HtaccessException.Arguments(line, "knows the operators = == > >= < <= and ~"),
        };
    }

    private static int CompareTo(ConfigLine line, string version)
    {
        string[] parts = version.Split('.');
        int order = 0;
        for (int i = 0; i < 3; i++)
        {
            int number = 0;
            if (parts.Length > 3 || (i < parts.Length && !int.TryParse(parts[i], System.Globalization.NumberStyles.None, null, out number)))
            {
                throw HtaccessException.Arguments(line, "takes a version such as 2.4.6");
            }

            order = order == 0 ? Numbers[i].CompareTo(number) : order;
        }

        return order;
    }

    private static (bool IsNot, string Name) NameOf(ConfigLine line, string argument, string what)
    {
        bool isNot = argument.StartsWith('!');
        return ConfigWords.Split(isNot ? argument[1..] : argument) is [{ Length: > 0 } name, ..]
            ? (isNot, name)
            : throw HtaccessException.Arguments(line, $"needs {what}");
    }

    /// <summary>The module without what its name begins and ends with; <see langword="null"/> for one that httpd does not come with.</summary>
    private static string? StemOf(string name)
    {
        if (name is "core.c" or "core_module" or "http_core.c" or "http_module")
        {
            return "core";
        }

        string stem = name.StartsWith("mod_", StringComparison.Ordinal) && name.EndsWith(".c", StringComparison.Ordinal) ? name[4..^2]
            : name.EndsWith("_module", StringComparison.Ordinal) ? name[..^7]
            : "";
        return Modules.Contains(stem) ? stem : null;
    }
}
