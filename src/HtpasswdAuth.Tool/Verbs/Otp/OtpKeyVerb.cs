using System.CommandLine;

namespace HtpasswdAuth.Tool;

/// <summary>
/// Makes the key file of a fleet, whose nodes make none: each would have another. Beside a password file without an account database it tells of
/// one that was lost, and so no database is made by itself then.
/// </summary>
internal static class OtpKeyVerb
{
    public static Command Create(IConsole console)
    {
        var file = new Argument<string>("FILE") { Description = "The key file to make, such as site.otp-key. There must be none yet." };
        var verb = new Command("key", "Make a key file for nodes that share their stores: once, to be copied to each of them.") { file };
        verb.SetAction(result => Run(console, result.GetValue(file)!));
        return verb;
    }

    private static int Run(IConsole console, string path)
    {
        try
        {
            // Other keys in its place would open none of the secrets that it has encrypted.
            if (Path.Exists(path))
            {
                throw new VerbException(ExitCodes.FileAccess, $"{path} is there already, and was left as it is; name another file, or use that one");
            }

            OtpKeyRing keys = VerbException.Guard(path, () => OtpKeyRing.LoadOrCreate(path));
            console.Output.WriteText($"Made {path} with {keys.CurrentKeyId}, readable by you alone. Copy it to every node, for the site's process alone, and keep a copy apart from the database: without it no second factor works.\n");
            console.Error.WriteText("htauth: a site on one machine makes its key file by itself. If this is the key file of one that has no account database yet, go on with \"htauth account init\": to sites a key file alone looks like a database that was lost\n");
            return ExitCodes.Success;
        }
        catch (VerbException exception)
        {
            console.Error.WriteText($"htauth: {exception.Message}\n");
            return exception.ExitCode;
        }
    }
}
