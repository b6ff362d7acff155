using System.CommandLine;

namespace HtpasswdAuth.Tool;

/// <summary>Where the text files of version 0 are, for the verbs that import them.</summary>
internal sealed class AccountTextOptions
{
    private readonly Option<string?> _secrets = new("--otp") { Description = "The enrolments of version 0; by default beside the password file, with the extension .otp." };
    private readonly Option<string?> _state = new("--otp-state") { Description = "Spent codes and ended sessions of version 0; by default with the extension .otp-state." };
    private readonly Option<string?> _passwords = new("--password-state")
    {
        Description = "The password state of version 0; by default users.password-state for users.htpasswd, users.htdigest.password-state for users.htdigest.",
    };

    /// <param name="verb">The verb that takes the options.</param>
    public AccountTextOptions(Command verb)
    {
        verb.Add(_secrets);
        verb.Add(_state);
        verb.Add(_passwords);
    }

    /// <exception cref="VerbException">One that is named does not exist.</exception>
    public AccountFiles ApplyTo(AccountFiles files, ParseResult result)
    {
        OtpFiles factor = files.Factor;
        string passwords = PathOf(result, _passwords) ?? (files.IsDigest ? files.DigestPasswordStates : files.PasswordStates);
        return files with
        {
            Factor = factor with { Secrets = PathOf(result, _secrets) ?? factor.Secrets, State = PathOf(result, _state) ?? factor.State },
            PasswordStates = files.IsDigest ? files.PasswordStates : passwords,
            DigestPasswordStates = files.IsDigest ? passwords : files.DigestPasswordStates,
        };
    }

    private static string? PathOf(ParseResult result, Option<string?> option)
    {
        if (result.GetValue(option) is not { Length: > 0 } named)
        {
            return null;
        }

        string path = Path.GetFullPath(named);
        VerbException.Guard(named, () => File.GetAttributes(path));
        return path;
    }
}
