using System.CommandLine;

namespace HtpasswdAuth.Tool;

/// <summary>What the verbs about changing passwords are about.</summary>
internal sealed class PasswordOptions
{
    private const string DigestExtension = ".htdigest";
    private const string DefaultDigestFile = "users" + DigestExtension;

    private readonly SiteOptions _site;
    private readonly Option<string?> _realm = new("--realm") { Description = $"The realm, for a digest file; --file is then {DefaultDigestFile} by default.", Recursive = true };
    private readonly Option<string?> _state = new("--state") { Description = "The password state; by default beside the file: users.password-state for users.htpasswd, users.htdigest.password-state for users.htdigest.", Recursive = true };

    /// <param name="group">The verb whose subverbs take the options.</param>
    public PasswordOptions(Command group)
    {
        _site = new SiteOptions(group);
        group.Add(_realm);
        group.Add(_state);
    }

    public int Run(IConsole console, ParseResult result, Func<PasswordSite, int> action)
    {
        string? realm = result.GetValue(_realm);
        return _site.Run(
            console,
            result,
            realm is null ? SiteOptions.DefaultUserFile : DefaultDigestFile,
            file => Open(file, realm, result.GetValue(_state)),
            (store, file) => action(new PasswordSite(console, store, new PasswordVersions(store, file, realm))));
    }

    private static SiteStore Open(string file, string? realm, string? state)
    {
        if (realm is null && file.EndsWith(DigestExtension, StringComparison.OrdinalIgnoreCase))
        {
            throw new VerbException(ExitCodes.Syntax, $"{SafeText.Show(file)} is a digest file; name the realm of the site with --realm");
        }

        AccountFiles files = AccountFiles.Beside(file) with { IsDigest = realm is not null };
        return SiteStores.Open(
            realm is null
                ? files with { PasswordStates = state ?? files.PasswordStates }
                : files with { DigestPasswordStates = state ?? PasswordStateFile.PathBesideDigest(file) });
    }
}
