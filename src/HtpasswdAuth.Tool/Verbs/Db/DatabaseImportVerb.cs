using System.CommandLine;
using System.Globalization;
using HtpasswdAuth.PostgreSql;

namespace HtpasswdAuth.Tool;

internal static class DatabaseImportVerb
{
    public static Command Create(IConsole console, DatabaseOptions options)
    {
        var file = new Argument<string>("FILE") { Description = "The password file. What lies beside it (.otp, .otp-state, .password-state) comes with it; the key file goes to every node by itself." };
        var replace = new Option<bool>("--replace") { Description = "Remove users who are not in the file, so that the database is what the file is." };
        var usersOnly = new Option<bool>("--users-only") { Description = "Leave what lies beside the password file." };
        var verb = new Command("import", "Bring a password file into the database, and what lies beside it. Users who are there already get the hash of the file.") { file, replace, usersOnly };
        verb.SetAction(result => options.Run(
            console, result, database => RunAsync(console, database, result.GetValue(file)!, result.GetValue(replace), result.GetValue(usersOnly))));
        return verb;
    }

    private static async Task<int> RunAsync(IConsole console, HtpasswdDatabase database, string path, bool replace, bool usersOnly)
    {
        var beside = OtpFiles.Beside(path);
        string passwordStates = PasswordStateFile.PathBeside(path);

        // All are read before anything is changed.
        OtpSecretsFile? secrets = Load(beside.Secrets, usersOnly, OtpSecretsFile.Load);
        OtpStateFile? states = Load(beside.State, usersOnly, OtpStateFile.Load);
        PasswordStateFile? passwords = Load(passwordStates, usersOnly, PasswordStateFile.Load);
        using FileStream users = VerbException.Guard(path, () => File.OpenRead(path));
        using (Progress progress = Progress.Start(console, "Importing"))
        {
            // The second factor first: nobody is to be let in by the password alone meanwhile.
            await TellAsync(console, "second factor", secrets, file => database.ImportAsync(file, replace)).ConfigureAwait(false);
            await TellAsync(console, "spent codes and sessions", states, file => database.ImportAsync(file, replace)).ConfigureAwait(false);
            await TellAsync(console, "password state", passwords, file => database.ImportAsync(file, replace)).ConfigureAwait(false);
            var report = new LineProgress(progress, users.Length);
            await TellAsync(console, "users", users, file => database.ImportAsync(file, replace, report)).ConfigureAwait(false);
        }

        if (secrets is { Count: > 0 })
        {
            console.Error.WriteText("htauth: copy the key file to every node, readable by its user alone: the database has the secrets, and not their keys\n");
        }

        return ExitCodes.Success;
    }

    private static T? Load<T>(string path, bool usersOnly, Func<string, T> load)
        where T : class => usersOnly || !File.Exists(path) ? null : VerbException.Guard(path, () => load(path));

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
