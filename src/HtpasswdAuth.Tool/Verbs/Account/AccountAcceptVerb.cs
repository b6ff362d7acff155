using System.CommandLine;
using HtpasswdAuth.Sqlite;

namespace HtpasswdAuth.Tool;

internal static class AccountAcceptVerb
{
    public static Command Create(IConsole console, AccountOptions options)
    {
        var verb = new Command("accept", "Go on with the database as it is, after an older one was put back. All sessions end, and codes of this moment are refused.");
        verb.SetAction(result => options.Run(console, result, database => RunAsync(console, database)));
        return verb;
    }

    private static async Task RunAsync(IConsole console, HtpasswdAccountDatabase database)
    {
        await database.AcceptAsync().ConfigureAwait(false);
        console.Output.WriteText($"{SafeText.Show(database.Path)}: accepted. All sessions are over, and codes of this moment are refused.\n");
    }
}
