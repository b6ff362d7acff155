using System.CommandLine;

namespace HtpasswdAuth.Tool;

/// <summary>The files that every verb of the second factor is about.</summary>
internal sealed class OtpOptions
{
    private const string DefaultUserFile = "users.htpasswd";

    private readonly Option<string?> _file = new("--file", "-f") { Description = $"The password file; {DefaultUserFile} here if there is one.", Recursive = true };
    private readonly Option<string?> _secrets = new("--secrets") { Description = "The enrolments; by default beside the password file, with the extension .otp.", Recursive = true };
    private readonly Option<string?> _state = new("--state") { Description = "Spent codes and failures; by default with the extension .otp-state.", Recursive = true };
    private readonly Option<string?> _keys = new("--keys") { Description = "The encryption keys; by default with the extension .otp-key.", Recursive = true };

    /// <param name="group">The verb whose subverbs take the options.</param>
    public OtpOptions(Command group)
    {
        group.Add(_file);
        group.Add(_secrets);
        group.Add(_state);
        group.Add(_keys);
    }

    public static Argument<string> User() => new("USER") { Description = "The user's name." };

    public int Run(IConsole console, ParseResult result, Func<OtpSite, int> action)
    {
        console.OnInterruption(() => ExitCodes.Interrupted);
        try
        {
            return action(Open(console, result));
        }
        catch (VerbException exception)
        {
            console.Error.WriteText($"htauth: {exception.Message}\n");
            return exception.ExitCode;
        }
    }

    private OtpSite Open(IConsole console, ParseResult result)
    {
        string? file = result.GetValue(_file) ?? (File.Exists(DefaultUserFile) ? DefaultUserFile : null);
        if (string.IsNullOrEmpty(file))
        {
            throw new VerbException(ExitCodes.Syntax, $"there is no {DefaultUserFile} here; name the password file with --file");
        }

        var beside = OtpFiles.Beside(file);
        return new OtpSite(console, file, new OtpFiles(
            result.GetValue(_secrets) ?? beside.Secrets,
            result.GetValue(_state) ?? beside.State,
            result.GetValue(_keys) ?? beside.Keys));
    }
}
