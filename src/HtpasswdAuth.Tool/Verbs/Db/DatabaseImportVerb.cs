using System.CommandLine;
using System.Globalization;
using HtpasswdAuth.PostgreSql;

namespace HtpasswdAuth.Tool;

internal static class DatabaseImportVerb
{
    public static Command Create(IConsole console, DatabaseOptions options)
    {
        var file = new Argument<string>("FILE") { Description = "The password file. Its account database comes with it, or text files of version 0 (.otp, .otp-state, .password-state) beside it; the key file goes to every node by itself." };
        var replace = new Option<bool>("--replace") { Description = "Remove users who are not in the file, so that the database is what the file is." };
        var usersOnly = new Option<bool>("--users-only") { Description = "Bring the passwords alone." };
        Option<string?> accounts = AccountDatabaseOption.Create();
        var verb = new Command("import", "Bring a password file into the database, and what is known of its users. Users who are there already get the hash of the file.") { file, replace, usersOnly, accounts };
        verb.SetAction(result => options.Run(console, result, async database =>
        {
            string path = result.GetValue(file)!;

            // All are read before anything is changed.
            KnownAccounts known = result.GetValue(usersOnly)
                ? KnownAccounts.None
                : await KnownAccounts.LoadAsync(path, result.GetValue(accounts)).ConfigureAwait(false);
            return await RunAsync(console, database, path, known, result.GetValue(replace)).ConfigureAwait(false);
        }));
        return verb;
    }

    private static async Task<int> RunAsync(IConsole console, HtpasswdDatabase database, string path, KnownAccounts known, bool replace)
    {
        using FileStream users = VerbException.Guard(path, () => File.OpenRead(path));
        using (Progress progress = Progress.Start(console, "Importing"))
        {
            // The second factor first: nobody is to be let in by the password alone meanwhile.
            await TellAsync(console, "second factor", known.Secrets, file => database.ImportAsync(file, replace)).ConfigureAwait(false);
            await TellAsync(console, "spent codes and sessions", known.States, file => database.ImportAsync(file, replace)).ConfigureAwait(false);
            await TellAsync(console, "password state", known.Passwords, file => database.ImportAsync(file, replace)).ConfigureAwait(false);
            var report = new LineProgress(progress, users.Length);
            await TellAsync(console, "users", users, file => database.ImportAsync(file, replace, report)).ConfigureAwait(false);
        }

        if (known.Secrets is { Count: > 0 })
        {
            console.Error.WriteText("htauth: copy the key file to every node, readable by its user alone: the database has the secrets, and not their keys\n");
        }

        return ExitCodes.Success;
    }

    private static async Task TellAsync<T>(IConsole console, string what, T? file, Func<T, Task<HtpasswdImportResult>> import)
        where T : class
    {
        if (file is null)
        {
            return;
        }

        HtpasswdImportResult result = await import(file).ConfigureAwait(false);
        console.Output.WriteText(string.Create(
            CultureInfo.InvariantCulture, $"{what}\t{result.Added} added\t{result.Replaced} replaced\t{result.Removed} removed\n"));
    }
}
