using System.CommandLine;
using HtpasswdAuth.Sqlite;

namespace HtpasswdAuth.Tool;

internal static class AccountInitVerb
{
    public static Command Create(IConsole console, AccountOptions options)
    {
        var verb = new Command("init", "Make a new account database, with what text files of version 0 hold. For a site whose database was lost for good: no user has a second factor then but those in the text files.");
        var texts = new AccountTextOptions(verb);
        verb.SetAction(result => options.Run(console, result, texts, (database, _) => RunAsync(console, database)));
        return verb;
    }

    private static async Task RunAsync(IConsole console, HtpasswdAccountDatabase database)
    {
        string? sign = database.FindSign();
        console.Output.WriteText(AccountImportReport.Describe(await database.InitializeAsync().ConfigureAwait(false)));
        console.Output.WriteText($"{SafeText.Show(Path.GetFileName(database.Path))}: made\n");
        if (sign is not null)
        {
            console.Error.WriteText(
                $"htauth: {SafeText.Show(sign)} tells that there was a database before: "
                + "no user has a second factor now but those imported. Enrol the others by htauth otp add USER\n");
        }
    }
}
