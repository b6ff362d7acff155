using System.CommandLine;

namespace HtpasswdAuth.Tool;

/// <summary>What every verb of the second factor is about.</summary>
internal sealed class OtpOptions
{
    private readonly SiteOptions _site;
    private readonly Option<string?> _secrets = new("--secrets") { Description = "The enrolments; by default beside the password file, with the extension .otp.", Recursive = true };
    private readonly Option<string?> _state = new("--state") { Description = "Spent codes and failures; by default with the extension .otp-state.", Recursive = true };
    private readonly Option<string?> _keys = new("--keys") { Description = "The encryption keys, a file on every node; by default with the extension .otp-key.", Recursive = true };

    /// <param name="group">The verb whose subverbs take the options.</param>
    public OtpOptions(Command group)
    {
        _site = new SiteOptions(group);
        group.Add(_secrets);
        group.Add(_state);
        group.Add(_keys);
    }

    public static Argument<string> User() => new("USER") { Description = "The user's name." };

    public int Run(IConsole console, ParseResult result, Func<OtpSite, int> action) => _site.Run(
        console,
        result,
        SiteOptions.DefaultUserFile,
        file => SiteStores.Open(AccountFiles.Beside(file) with { Factor = FilesOf(result, file) }),
        (store, file) => action(new OtpSite(console, store, FilesOf(result, file))));

    private OtpFiles FilesOf(ParseResult result, string userFile)
    {
        OtpFiles beside = OtpFiles.Beside(userFile);
        return new OtpFiles(result.GetValue(_secrets) ?? beside.Secrets, result.GetValue(_state) ?? beside.State, result.GetValue(_keys) ?? beside.Keys);
    }
}
