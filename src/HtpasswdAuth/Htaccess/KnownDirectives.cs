using System.Collections.Frozen;

namespace HtpasswdAuth;

/// <summary>What is known of directives and modules that have nothing to do here. Whatever is in neither list closes the folder.</summary>
internal static class KnownDirectives
{
    /// <summary>They say how something is shown, not to whom. Ignoring them opens nothing. Listed in docs/htaccess.md.</summary>
    public static readonly FrozenSet<string> Ignored = Set(
        "Options", "ErrorDocument", "DirectoryIndex", "DirectorySlash", "FallbackResource", "AddType", "ForceType", "DefaultType", "AddCharset",
        "AddDefaultCharset", "AddEncoding", "AddLanguage", "DefaultLanguage", "LanguagePriority", "ForceLanguagePriority", "RemoveType",
        "RemoveCharset", "RemoveEncoding", "RemoveLanguage", "RemoveHandler", "ModMimeUsePathInfo", "MultiviewsMatch", "Header", "RequestHeader",
        "ExpiresActive", "ExpiresByType", "ExpiresDefault", "CacheDisable", "FileETag", "ContentDigest", "ServerSignature", "EnableMMAP",
        "EnableSendfile", "LimitRequestBody", "AddIcon", "AddIconByEncoding", "AddIconByType", "AddAlt", "AddAltByEncoding", "AddAltByType",
        "AddDescription", "DefaultIcon", "HeaderName", "IndexHeadInsert", "IndexIgnore", "IndexIgnoreReset", "IndexOptions", "IndexOrderDefault",
        "IndexStyleSheet", "ReadmeName", "AddOutputFilterByType", "DeflateCompressionLevel", "BrotliCompressionQuality", "SetEnv", "UnsetEnv",
        "PassEnv", "SetEnvIf", "SetEnvIfNoCase", "SetEnvIfExpr", "BrowserMatch", "BrowserMatchNoCase", "CookieTracking", "CookieName",
        "CookieDomain", "CookieExpires", "CookieStyle", "CheckSpelling", "CheckCaseOnly", "CheckBasenameMatch");

    private static readonly FrozenSet<string> Modules = Set(
        "core", "access_compat", "auth_basic", "auth_digest", "authn_core", "authn_file", "authz_core", "authz_groupfile", "authz_host", "authz_user", "dir", "mime");

    /// <summary>Whether <c>&lt;IfModule&gt;</c> of this name holds: <c>mod_authz_core.c</c> or <c>authz_core_module</c>.</summary>
    public static bool HasModule(string name)
    {
        string stem = name.EndsWith(".c", StringComparison.Ordinal) ? name[..^2] : name;
        stem = stem.StartsWith("mod_", StringComparison.Ordinal) ? stem[4..] : stem;
        stem = stem.EndsWith("_module", StringComparison.Ordinal) ? stem[..^7] : stem;
        return stem != name && Modules.Contains(stem);
    }

    private static FrozenSet<string> Set(params string[] names) => names.ToFrozenSet(StringComparer.OrdinalIgnoreCase);
}
