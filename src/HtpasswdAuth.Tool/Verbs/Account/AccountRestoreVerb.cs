using System.CommandLine;
using HtpasswdAuth.Sqlite;

namespace HtpasswdAuth.Tool;

internal static class AccountRestoreVerb
{
    public static Command Create(IConsole console, AccountOptions options)
    {
        var file = new Argument<string>("FILE") { Description = "A copy that \"htauth account backup\" made." };
        var verb = new Command("restore", "Put a backup in the place of the database, while sites run or not, and accept it.") { file };
        verb.SetAction(result => options.Run(console, result, database => RunAsync(console, database, result.GetValue(file)!)));
        return verb;
    }

    private static async Task RunAsync(IConsole console, HtpasswdAccountDatabase database, string file)
    {
        using (Progress.Start(console, "Restoring"))
        {
            await database.RestoreAsync(file).ConfigureAwait(false);
        }

        console.Output.WriteText("Restored. All sessions are over, and codes of this moment are refused.\n");
    }
}
