using System.CommandLine;
using HtpasswdAuth.Sqlite;

namespace HtpasswdAuth.Tool;

internal static class AccountStatusVerb
{
    public static Command Create(IConsole console, AccountOptions options)
    {
        var verb = new Command("status", "Tell whether there is a database that can be used, and of how many users it knows what.");
        verb.SetAction(result => options.Run(console, result, database => RunAsync(console, database)));
        return verb;
    }

    private static async Task RunAsync(IConsole console, HtpasswdAccountDatabase database)
    {
        OtpSecretsFile secrets = await database.ReadOtpSecretsAsync().ConfigureAwait(false);
        OtpStateFile states = await database.ReadOtpStateAsync().ConfigureAwait(false);
        PasswordStateFile passwords = await database.ReadPasswordStateAsync().ConfigureAwait(false);
        console.Output.WriteText(string.Create(
            System.Globalization.CultureInfo.InvariantCulture,
            $"database\t{SafeText.Show(database.Path)}\nsecond factor\t{secrets.Count}\nstates\t{states.Count}\npassword states\t{passwords.Count}\n"));
    }
}
