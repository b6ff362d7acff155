using System.CommandLine;
using System.Globalization;

namespace HtpasswdAuth.Tool;

/// <summary>Declares a credential file whole that sites hold back because it lost its users.</summary>
internal static class AcceptVerb
{
    public static Command Create(IConsole console)
    {
        var file = new Argument<string>("FILE") { Description = "A password, digest or group file." };
        var verb = new Command(
            "accept",
            "Take a file for whole as it is. Sites hold back a file that lost most or all of its users, since half-written files look like that; "
            + "after this they serve it at once.")
        {
            file,
        };
        verb.SetAction(result => VerbException.Tell(console, () => Accept(console, result.GetValue(file)!)));
        return verb;
    }

    private static int Accept(IConsole console, string path)
    {
        int records = VerbException.Guard(path, () => CredentialFile.Accept(path));
        console.Output.WriteText(string.Create(CultureInfo.InvariantCulture, $"{SafeText.Show(path)}: accepted with {records} {(records == 1 ? "record" : "records")}\n"));
        return ExitCodes.Success;
    }
}
