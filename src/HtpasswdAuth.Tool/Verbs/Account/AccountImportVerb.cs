using System.CommandLine;
using HtpasswdAuth.Sqlite;

namespace HtpasswdAuth.Tool;

internal static class AccountImportVerb
{
    public static Command Create(IConsole console, AccountOptions options)
    {
        var verb = new Command("import", "Take over what the text files users.otp, users.otp-state and users.password-state of version 0 hold. Users whom the database knows stay as they are; doing it twice is harmless.");
        var texts = new AccountTextOptions(verb);
        verb.SetAction(result => options.Run(console, result, texts, (database, files) => RunAsync(console, database, files)));
        return verb;
    }

    private static async Task RunAsync(IConsole console, HtpasswdAccountDatabase database, AccountFiles files)
    {
        IReadOnlyDictionary<string, int> imported = await database.ImportAsync().ConfigureAwait(false);
        console.Output.WriteText(AccountImportReport.Describe(imported));
        if (imported.Count == 0)
        {
            console.Error.WriteText(
                $"htauth: nothing to import: there is no {SafeText.Show(files.Factor.Secrets)}, nor another text file of version 0. Name those that lie elsewhere with --otp, --otp-state and --password-state\n");
        }
    }
}
