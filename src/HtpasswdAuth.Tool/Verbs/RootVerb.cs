using System.CommandLine;
using System.CommandLine.Parsing;

namespace HtpasswdAuth.Tool;

/// <summary>The command line of <c>htauth</c> itself.</summary>
internal static class RootVerb
{
    private const string Description =
        """
        Password files of Apache: a drop-in for htpasswd and htdigest, and checks.

        "htauth htpasswd …" and "htauth htdigest …" take the arguments of Apache's 2.4.71, print the same and exit with the same codes; so does
        a link to this program of that name. On purpose they differ in this:
          -r out of range is a usage error, where Apache's writes an account nobody can use
          -n given twice counts once
          a missing newline at the end of the file is added, not two records made one
          user names with a newline, CR or NUL, a leading # or white space around them are refused (exit code 6)
          updates are locked and atomic; ^C leaves the file as it was (exit code 4)
          -B refuses a password over 72 bytes (exit code 5), -p one with a newline (exit code 9)
          a byte order mark at the beginning of a file does not hide its first user
          htdigest -c replaces the file, an update changes every duplicate and keeps the last line, ':' in a name is refused,
          and where the file cannot be written it exits with 1
        HTAUTH_COMPAT=apache in the environment turns off those that only check more strictly.

        Exit codes: 0 fine, 1 problems found or no access to a file, 2 wrong usage, 3 wrong password, otherwise as Apache's.
        """;

    public static int Run(string[] words, IConsole console)
    {
        RootCommand root = Create(console, words);
        ParseResult result = root.Parse(Array.ConvertAll(words, ByteText.ToText));
        if (result.Errors.Count > 0)
        {
            foreach (ParseError error in result.Errors)
            {
                console.Error.WriteText($"htauth: {error.Message}\n");
            }

            console.Error.WriteText("Try \"htauth --help\", or --help after the verb.\n");
            return ExitCodes.Syntax;
        }

        using var output = new StreamWriter(console.Output, leaveOpen: true);
        using var errors = new StreamWriter(console.Error, leaveOpen: true);
        return result.Invoke(new InvocationConfiguration { Output = output, Error = errors, EnableDefaultExceptionHandler = false });
    }

    public static RootCommand Create(IConsole console, string[] words)
    {
        bool Wants(string verb) => words.Length > 0 && (words[0] == verb || words[0].StartsWith('['));

        var root = new RootCommand(Description)
        {
            UsersVerb.Create(console),
            CheckVerb.Create(console),
            AcceptVerb.Create(console),
            VerifyVerb.Create(console),
            HashVerb.Create(console),
            GroupVerb.Create(console),
            MigrateVerb.Create(console),
            PasswordVerb.Create(console, Wants(PasswordVerb.Name)),
            OtpVerb.Create(console, Wants(OtpVerb.Name)),
            SessionsVerb.Create(console, Wants(SessionsVerb.Name)),
            AttemptsVerb.Create(console),
            AttemptsVerb.CreateUnlock(console),
            AccountVerb.Create(console, Wants(AccountVerb.Name)),
            DatabaseVerb.Create(console, Wants(DatabaseVerb.Name)),
            PassThrough("htpasswd", "Apache's htpasswd: call it without arguments for its usage."),
            PassThrough("htdigest", "Apache's htdigest: call it without arguments for its usage."),
        };
        root.Add(CompletionVerb.Create(console));
        root.SetAction(_ =>
        {
            console.Error.WriteText("htauth: say what to do. Try \"htauth --help\".\n");
            return ExitCodes.Syntax;
        });
        return root;
    }

    /// <summary>For the help and the completion: such a call never gets here.</summary>
    private static Command PassThrough(string name, string description) => new(name, description);
}
