using System.CommandLine;

namespace HtpasswdAuth.Tool;

/// <summary>What the verbs about changing passwords are about.</summary>
internal sealed class PasswordOptions
{
    private const string DigestExtension = ".htdigest";

    private readonly SiteOptions _site;
    private readonly Option<string?> _realm = new("--realm")
    {
        Description = $"The realm, for a digest file; --file is then {SiteFileKind.Digest.Usual} by default.",
        Recursive = true,
    };

    /// <param name="group">The verb whose subverbs take the options.</param>
    public PasswordOptions(Command group)
    {
        _site = new SiteOptions(group);
        group.Add(_realm);
    }

    /// <summary>For verbs that only tell something.</summary>
    public int Read(IConsole console, ParseResult result, Func<PasswordSite, int> action) => Run(console, result, SiteUse.Read, action);

    /// <summary>For verbs that may change something.</summary>
    public int Change(IConsole console, ParseResult result, Func<PasswordSite, int> action) => Run(console, result, SiteUse.Change, action);

    private int Run(IConsole console, ParseResult result, SiteUse use, Func<PasswordSite, int> action)
    {
        string? realm = result.GetValue(_realm);
        return _site.Run(console, result, use, realm is null ? SiteFileKind.Password : SiteFileKind.Digest, (store, files) =>
        {
            if (realm is null && files.UserFile.EndsWith(DigestExtension, StringComparison.OrdinalIgnoreCase))
            {
                throw new VerbException(ExitCodes.Syntax, $"{store.Place} is a digest file; name the realm of the site with --realm");
            }

            return action(new PasswordSite(console, store, new PasswordVersions(store, files.UserFile, realm)));
        });
    }
}
