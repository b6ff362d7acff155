using System.CommandLine;
using HtpasswdAuth.Sqlite;

namespace HtpasswdAuth.Tool;

internal static class AccountImportVerb
{
    public static Command Create(IConsole console, AccountOptions options)
    {
        var verb = new Command("import", "Take over what the text files users.otp, users.otp-state and users.password-state hold. Users whom the database knows stay as they are; doing it twice is harmless.");
        verb.SetAction(result => options.Run(console, result, database => RunAsync(console, database)));
        return verb;
    }

    private static async Task RunAsync(IConsole console, HtpasswdAccountDatabase database) =>
        AccountOptions.Tell(console, await database.ImportAsync().ConfigureAwait(false));
}
