using System.CommandLine;
using System.Text;

namespace HtpasswdAuth.Tool;

internal static class VerifyVerb
{
    public static Command Create(IConsole console)
    {
        var file = new Argument<string>("FILE") { Description = "The htpasswd file." };
        var user = new Argument<string>("USER") { Description = "The user's name." };
        var verb = new Command("verify", "Check a password, from the prompt or a line of standard input. Prints nothing; exits with 0 or 3.") { file, user };
        verb.SetAction(result => VerbAction.Run(console, result.GetValue(file)!, () => Run(console, result.GetValue(file)!, result.GetValue(user)!)));
        return verb;
    }

    private static int Run(IConsole console, string path, string user)
    {
        console.OnInterruption(() => ExitCodes.Interrupted);
        HtpasswdFile file = HtpasswdFile.Load(path);
        byte[] password = PasswordInput.Read(console, "Password: ");
        string dummy = file.TryFind(Encoding.UTF8.GetBytes(user), out HtpasswdEntry entry) ? "" : PasswordHash.CreateDummy(file.DominantHash);
        PasswordVerification answer = PasswordHash.Verify(password, dummy.Length == 0 ? entry.Hash.Span : Encoding.ASCII.GetBytes(dummy));
        Array.Clear(password);
        return answer is PasswordVerification.Success or PasswordVerification.SuccessRehashNeeded ? ExitCodes.Success : ExitCodes.PasswordMismatch;
    }
}
