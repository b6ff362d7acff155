using System.Collections.Frozen;

namespace HtpasswdAuth.Tool;

/// <summary>What <c>UseHtaccess</c> does with a directive of a <c>.htaccess</c> file: docs/htaccess.md.</summary>
internal static class HtaccessSupport
{
    private static readonly FrozenSet<string> Obeyed = Set(
        "AuthName", "AuthUserFile", "AuthGroupFile", "AuthMerging", "AuthzSendForbiddenOnFailure", "Order", "Allow", "Deny", "Satisfy",
        "RequireAll", "RequireAny", "RequireNone", "Files", "FilesMatch", "Limit", "LimitExcept");

    private static readonly FrozenSet<string> Ignored = Set(
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
        "core", "access_compat", "auth_basic", "authn_core", "authn_file", "authz_core", "authz_groupfile", "authz_host", "authz_user", "dir", "mime");

    /// <summary>Whether a section for a module counts: <c>mod_authz_core.c</c> or <c>authz_core_module</c>.</summary>
    public static bool HasModule(string name)
    {
        string stem = name.EndsWith(".c", StringComparison.Ordinal) ? name[..^2] : name;
        stem = stem.StartsWith("mod_", StringComparison.Ordinal) ? stem[4..] : stem;
        stem = stem.EndsWith("_module", StringComparison.Ordinal) ? stem[..^7] : stem;
        return stem != name && Modules.Contains(stem);
    }

    /// <summary>Says why a directive closes its folder; <see langword="null"/> where it does not.</summary>
    public static string? ReasonToClose(ConfigNode node)
    {
        if (Obeyed.Contains(node.Name) || Ignored.Contains(node.Name))
        {
            return node.Words.Any(word => word.Contains("%{", StringComparison.Ordinal)) && !Ignored.Contains(node.Name) ? "holds an expression" : ReasonInHosts(node);
        }

        string word = node.First.ToLowerInvariant();
        return node.Name.ToLowerInvariant() switch
        {
            "authtype" => word is "basic" or "none" ? null : "asks for a kind of sign-in that UseHtaccess does not know; change it to Basic, or protect the folder in Program.cs with AddHtdigest",
            "require" => ReasonInRule(node),
            "authbasicprovider" => word == "file" && node.Words.Count == 1 ? null : "looks for passwords elsewhere than in a file",
            "authbasicauthoritative" => word == "on" ? null : "leaves unknown users to other modules",
            "authbasicfake" or "authbasicusedigestalgorithm" or "rewriteengine" => word == "off" ? null : "is not known to UseHtaccess",
            _ => "is not known to UseHtaccess, and may be what protects the folder",
        };
    }

    private static string? ReasonInHosts(ConfigNode node) =>
        (node.Is("Allow") || node.Is("Deny")) && node.Words.Skip(1).Any(host => !host.Equals("all", StringComparison.OrdinalIgnoreCase) && !NetworkText.IsNetwork(host))
            ? "names a host or a variable; write the addresses"
            : null;

    private static string? ReasonInRule(ConfigNode node)
    {
        string[] words = [.. node.Words.SkipWhile(word => word.Equals("not", StringComparison.OrdinalIgnoreCase))];
        string kind = words.Length > 0 ? words[0].ToLowerInvariant() : "";
        bool known = kind is "valid-user" or "user" or "group" or "all" or "method" or "ip" or "local";
        bool valid = known && !(kind == "ip" && words.Skip(1).Any(word => !NetworkText.IsNetwork(word))) && !words.Any(word => word.Contains("%{", StringComparison.Ordinal));
        return valid ? null : "asks for something that UseHtaccess does not know; use user, group, valid-user, ip, local, method or all";
    }

    private static FrozenSet<string> Set(params string[] names) => names.ToFrozenSet(StringComparer.OrdinalIgnoreCase);
}
