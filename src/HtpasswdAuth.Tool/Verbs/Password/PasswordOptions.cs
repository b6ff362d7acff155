using System.CommandLine;

namespace HtpasswdAuth.Tool;

/// <summary>The files that the verbs about changing passwords are about.</summary>
internal sealed class PasswordOptions
{
    private const string DefaultUserFile = "users.htpasswd";
    private const string DigestExtension = ".htdigest";
    private const string DefaultDigestFile = "users" + DigestExtension;

    private readonly Option<string?> _file = new("--file", "-f") { Description = $"The password file; {DefaultUserFile} here if there is one.", Recursive = true };
    private readonly Option<string?> _realm = new("--realm") { Description = $"The realm, for a digest file; --file is then {DefaultDigestFile} by default.", Recursive = true };
    private readonly Option<string?> _state = new("--state") { Description = "The password state; by default beside the file: users.password-state for users.htpasswd, users.htdigest.password-state for users.htdigest.", Recursive = true };

    /// <param name="group">The verb whose subverbs take the options.</param>
    public PasswordOptions(Command group)
    {
        group.Add(_file);
        group.Add(_realm);
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
        string? realm = result.GetValue(_realm);
        string usual = realm is null ? DefaultUserFile : DefaultDigestFile;
        string? file = result.GetValue(_file) ?? (File.Exists(usual) ? usual : null);
        if (string.IsNullOrEmpty(file))
        {
            throw new VerbException(ExitCodes.Syntax, $"there is no {usual} here; name the password file with --file");
        }

        if (realm is null && file.EndsWith(DigestExtension, StringComparison.OrdinalIgnoreCase))
        {
            throw new VerbException(ExitCodes.Syntax, $"{SafeText.Show(file)} is a digest file; name the realm of the site with --realm");
        }

        string state = realm is null ? PasswordStateFile.PathBeside(file) : PasswordStateFile.PathBesideDigest(file);
        return new PasswordSite(console, new PasswordVersions(file, realm), result.GetValue(_state) ?? state);
    }
}
