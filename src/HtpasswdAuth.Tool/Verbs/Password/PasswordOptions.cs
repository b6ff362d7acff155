using System.CommandLine;

namespace HtpasswdAuth.Tool;

/// <summary>What the verbs about changing passwords are about.</summary>
internal sealed class PasswordOptions
{
    private readonly SiteOptions _site;
    private readonly Option<string?> _state = new("--state") { Description = "The password state; by default beside the password file, with the extension .password-state.", Recursive = true };

    /// <param name="group">The verb whose subverbs take the options.</param>
    public PasswordOptions(Command group)
    {
        _site = new SiteOptions(group);
        group.Add(_state);
    }

    public int Run(IConsole console, ParseResult result, Func<PasswordSite, int> action) => _site.Run(
        console,
        result,
        file => new FileSiteStore(file, OtpFiles.Beside(file), result.GetValue(_state) ?? PasswordStateFile.PathBeside(file)),
        (store, _) => action(new PasswordSite(console, store)));
}
