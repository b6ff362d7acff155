using System.Collections.Frozen;

namespace HtpasswdAuth.Tool;

/// <summary>Which of httpd's directives decide who is let in, and what is known of the others.</summary>
internal static class AccessDirectives
{
    private static readonly FrozenSet<string> Deciding = Set(
        "AuthType", "AuthName", "AuthUserFile", "AuthGroupFile", "Require", "Satisfy", "Order", "Allow", "Deny", "AuthMerging",
        "AuthBasicProvider", "AuthDigestProvider", "RequireAll", "RequireAny", "RequireNone", "AuthFormProvider");

    private static readonly FrozenDictionary<string, (string Effect, string Advice)> Harmless = new Dictionary<string, (string, string)>
    {
        ["AuthnCacheEnable"] = ("caches what password files say", "nothing to do: HtpasswdAuth remembers checked passwords by itself"),
        ["AuthnCacheProvideFor"] = ("caches what password files say", "nothing to do: HtpasswdAuth remembers checked passwords by itself"),
        ["AuthnCacheTimeout"] = ("says how long that is remembered", "VerifyCache:Lifetime, 5 minutes by default, says that here"),
        ["AuthnCacheContext"] = ("divides the cache", "nothing to do: each scheme has its own"),
        ["AuthnCacheSOCache"] = ("places the cache", "nothing to do: it is in memory"),
        ["AuthDigestShmemSize"] = ("sizes the memory for nonces", "MaxNonces says that here"),
        ["AuthDigestNcCheck"] = ("has replays refused", "nothing to do: they always are"),
        ["AuthDigestProvider"] = ("says where passwords are", "nothing to do: they are in the file"),
        ["AuthzSendForbiddenOnFailure"] = ("answers 403 to a user who is not let in", "nothing to do: here it is always 403"),
        ["SSLRequireSSL"] = ("refuses plain HTTP", "nothing to do: passwords are refused over plain HTTP, except from this machine"),
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenDictionary<string, (string Effect, string Advice)> Open = new Dictionary<string, (string, string)>
    {
        ["AuthBasicFake"] = ("sends a made-up password to what lies behind", "have your proxy set the header that the backend expects"),
        ["AuthnProviderAlias"] = ("names a store of passwords", "add a scheme for it with AddHtpasswd, if it is a file"),
        ["AuthzProviderAlias"] = ("names a rule", "write the rule where it is used, and migrate again"),
        ["SSLVerifyClient"] = ("asks for a client's certificate", "add AddCertificate() and a policy that asks for it"),
        ["SSLRequire"] = ("refuses by an expression", "write a policy with RequireAssertion"),
        ["AllowMethods"] = ("refuses other methods", "map only the methods that you mean"),
        ["RewriteRule"] = ("may refuse requests, or send them elsewhere", "look whether it protects something; if so, write a policy or use UseRewriter"),
        ["ProxyPass"] = ("hands requests to another server", "map a reverse proxy such as YARP in the group of this path; until then it answers 404"),
        ["ProxyPassMatch"] = ("hands requests to another server", "map a reverse proxy such as YARP in the group of this path; until then it answers 404"),
        ["ScriptAlias"] = ("runs programs", "map endpoints that do their work in the group of this path; do not serve their files"),
        ["AliasMatch"] = ("serves other folders", "map them by hand, each with its rule"),
        ["AccessFileName"] = ("names the files of rules in folders", "rename them to .htaccess and use UseHtaccess"),
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether a directive or section has a say in who is let in.</summary>
    public static bool Decides(ConfigNode node) => Deciding.Contains(node.Name) || (node.Children?.Exists(Decides) ?? false);

    /// <summary>Says what there is to say of a directive that is carried over by nothing.</summary>
    public static void Remark(ConfigNode node, MigrationNotes notes)
    {
        if (Harmless.TryGetValue(node.Name, out (string Effect, string Advice) harmless))
        {
            notes.Mention(node, harmless.Effect, harmless.Advice);
        }
        else if (Open.TryGetValue(node.Name, out (string Effect, string Advice) open) && node.First != HtaccessTree.FileName)
        {
            notes.Todo(node, open.Effect, open.Advice);
        }
        else if (node.Name.StartsWith("AuthForm", StringComparison.OrdinalIgnoreCase))
        {
            notes.Todo(node, "shapes a form to sign in by", "switch on SignInForm (docs/sign-in-form.md), which has its own pages; the paths and field names differ");
        }
        else if (node.Name.StartsWith("Auth", StringComparison.OrdinalIgnoreCase))
        {
            notes.Todo(node, "is about authentication", "HtpasswdAuth knows nothing like it; look whether the site needs it");
        }
    }

    private static FrozenSet<string> Set(params string[] names) => names.ToFrozenSet(StringComparer.OrdinalIgnoreCase);
}
