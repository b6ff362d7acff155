using System.CommandLine;

namespace HtpasswdAuth.Tool;

/// <summary>The files that the verbs about changing passwords are about.</summary>
internal sealed class PasswordOptions
{
    private const string DefaultUserFile = "users.htpasswd";

    private readonly Option<string?> _file = new("--file", "-f") { Description = $"The password file; {DefaultUserFile} here if there is one.", Recursive = true };
    private readonly Option<string?> _state = new("--state") { Description = "The password state; by default beside the password file, with the extension .password-state.", Recursive = true };

    /// <param name="group">The verb whose subverbs take the options.</param>
    public PasswordOptions(Command group)
    {
        group.Add(_file);
        group.Add(_state);
    }

    public int Run(IConsole console, ParseResult result, Func<PasswordSite, int> action)
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

    private PasswordSite Open(IConsole console, ParseResult result)
    {
        string? file = result.GetValue(_file) ?? (File.Exists(DefaultUserFile) ? DefaultUserFile : null);
        return string.IsNullOrEmpty(file)
            ? throw new VerbException(ExitCodes.Syntax, $"there is no {DefaultUserFile} here; name the password file with --file")
            : new PasswordSite(console, file, result.GetValue(_state) ?? PasswordStateFile.PathBeside(file));
    }
}
