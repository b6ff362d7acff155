using System.CommandLine;
using HtpasswdAuth.Sqlite;

namespace HtpasswdAuth.Tool;

internal static class AccountInitVerb
{
    public static Command Create(IConsole console, AccountOptions options)
    {
        var verb = new Command("init", "Make a new account database, with what text files beside the password file hold. For a site whose database was lost for good: no user has a second factor then but those in the text files.");
        verb.SetAction(result => options.Run(console, result, database => RunAsync(console, database)));
        return verb;
    }

    private static async Task RunAsync(IConsole console, HtpasswdAccountDatabase database)
    {
        AccountOptions.Tell(console, await database.InitializeAsync().ConfigureAwait(false));
        console.Output.WriteText($"{SafeText.Show(database.Path)}: made\n");
    }
}
