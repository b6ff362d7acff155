using System.Collections.Frozen;

namespace HtpasswdAuth;

/// <summary>What is known of directives that have nothing to do here.</summary>
internal static class KnownDirectives
{
    /// <summary>They say how something is shown, not to whom. Ignoring them opens nothing. Listed in docs/htaccess.md.</summary>
    private static readonly FrozenSet<string> Ignored = Set(
        "ErrorDocument", "FallbackResource", "AddType", "ForceType", "DefaultType", "AddCharset",
        "AddDefaultCharset", "AddEncoding", "AddLanguage", "DefaultLanguage", "LanguagePriority", "ForceLanguagePriority", "RemoveType",
        "RemoveCharset", "RemoveEncoding", "RemoveLanguage", "RemoveHandler", "ModMimeUsePathInfo", "MultiviewsMatch", "Header", "RequestHeader",
        "ExpiresActive", "ExpiresByType", "ExpiresDefault", "CacheDisable", "FileETag", "ContentDigest", "ServerSignature", "EnableMMAP",
        "EnableSendfile", "LimitRequestBody", "AddIcon", "AddIconByEncoding", "AddIconByType", "AddAlt", "AddAltByEncoding", "AddAltByType",
        "AddDescription", "DefaultIcon", "HeaderName", "IndexHeadInsert", "IndexIgnore", "IndexIgnoreReset", "IndexOptions", "IndexOrderDefault",
        "IndexStyleSheet", "ReadmeName", "AddOutputFilterByType", "DeflateCompressionLevel", "BrotliCompressionQuality", "SetEnv", "UnsetEnv",
        "PassEnv", "CookieTracking", "CookieName",
        "CookieDomain", "CookieExpires", "CookieStyle", "CheckSpelling", "CheckCaseOnly", "CheckBasenameMatch");

    /// <summary>Of modules that may not be there, and that have nothing to do with who may see what.</summary>
    private static readonly FrozenSet<string> OfOtherModules = Set(
        "php_value", "php_flag", "php_admin_value", "php_admin_flag", "ModPagespeed", "ModPagespeedDisallow", "ModPagespeedEnableFilters",
        "ModPagespeedDisableFilters", "SecFilterEngine", "SecFilterScanPOST", "SecRuleEngine", "CacheLookup", "SSLOptions", "LsapiOptions");

    /// <summary>Whether a line takes nothing from anybody and gives nothing to anybody.</summary>
    /// <param name="name">The name of the directive in small letters.</param>
    /// <param name="line">The line.</param>
    /// <exception cref="HtaccessException">A line that could be, but whose arguments no httpd takes.</exception>
    public static bool IsHarmless(string name, ConfigLine line) => Ignored.Contains(name) || name switch
    {
        "authbasicprovider" => HtaccessDirectives.One(line).Equals("file", StringComparison.Ordinal),
        "authbasicauthoritative" => HtaccessDirectives.Choice(line, "on", "off"),
        "directoryslash" => HtaccessDirectives.Choice(line, "on", "off"),
        "authbasicfake" => !HtaccessDirectives.Choice(line, "on", "off"),
        "authbasicusedigestalgorithm" => HtaccessDirectives.One(line).Equals("off", StringComparison.OrdinalIgnoreCase),
        _ => false,
    };

    /// <summary>The same in a section of a module that may not be there: outside of one httpd would not start without the module.</summary>
    public static bool IsHarmlessElsewhere(string name, ConfigLine line) => OfOtherModules.Contains(name) || IsHarmless(name, line);

    private static FrozenSet<string> Set(params string[] names) => names.ToFrozenSet(StringComparer.OrdinalIgnoreCase);
}
