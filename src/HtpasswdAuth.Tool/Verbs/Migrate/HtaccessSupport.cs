using System.Collections.Frozen;
using System.Globalization;

namespace HtpasswdAuth.Tool;

/// <summary>What <c>UseHtaccess</c> does with a directive of a <c>.htaccess</c> file: docs/htaccess.md.</summary>
internal static class HtaccessSupport
{
    private static readonly FrozenSet<string> Obeyed = Set(
        "AuthName", "AuthUserFile", "AuthGroupFile", "AuthMerging", "AuthzSendForbiddenOnFailure", "Order", "Allow", "Deny", "Satisfy",
        "AuthDigestDomain", "RequireAll", "RequireAny", "RequireNone", "Files", "FilesMatch", "Limit", "LimitExcept");

    /// <summary>Says why a directive closes its folder; <see langword="null"/> where it does not.</summary>
    public static string? ReasonToClose(ConfigNode node)
    {
        if (Obeyed.Contains(node.Name) || KnownDirectives.Ignored.Contains(node.Name))
        {
            return node.Words.Any(word => word.Contains("%{", StringComparison.Ordinal)) && !KnownDirectives.Ignored.Contains(node.Name) ? "holds an expression" : ReasonInHosts(node);
        }

        string word = node.First.ToLowerInvariant();
        return node.Name.ToLowerInvariant() switch
        {
            "authtype" => word is "basic" or "digest" or "none" ? null : "asks for a kind of sign-in that UseHtaccess does not know; change it to Basic or Digest",
            "require" => ReasonInRule(node),
            "authbasicprovider" => word == "file" && node.Words.Count == 1 ? null : "looks for passwords elsewhere than in a file",
            "authdigestprovider" => node.Words.Count > 0 && node.Words.All(provider => provider == "file") ? null : "looks for passwords elsewhere than in a file",
            "authdigestalgorithm" => word == "md5" ? null : "asks for what httpd does not have either; remove it: stronger hashes in the file are offered without it",
            "authdigestqop" => word == "auth" && node.Words.Count == 1 ? null : "can only be 'auth', as in httpd 2.4.69 and later",
            "authdigestnccheck" => word is "on" or "off" ? null : "is followed by neither On nor Off",
            "authdigestnoncelifetime" => long.TryParse(word, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _) ? null : "needs a number of seconds",
            "authdigestshmemsize" => "belongs in the server's configuration; remove it, the memory for nonces is bounded",
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
