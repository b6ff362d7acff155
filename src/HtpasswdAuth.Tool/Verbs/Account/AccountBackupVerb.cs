using System.CommandLine;
using HtpasswdAuth.Sqlite;

namespace HtpasswdAuth.Tool;

internal static class AccountBackupVerb
{
    public static Command Create(IConsole console, AccountOptions options)
    {
        var file = new Argument<string>("FILE") { Description = "The copy to make; no file is overwritten." };
        var verb = new Command("backup", "Copy the database while sites use it. Keep the copy and the key file apart: together they are the secrets.") { file };
        verb.SetAction(result => options.Run(console, result, database => RunAsync(console, database, result.GetValue(file)!)));
        return verb;
    }

    private static async Task RunAsync(IConsole console, HtpasswdAccountDatabase database, string file)
    {
        SecretFile.Require(file);
        using Progress progress = Progress.Start(console, "Copying");
        await database.BackupAsync(file).ConfigureAwait(false);
    }
}
