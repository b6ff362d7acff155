using System.CommandLine;
using HtpasswdAuth.Sqlite;

namespace HtpasswdAuth.Tool;

internal static class AccountExportVerb
{
    public static Command Create(IConsole console, AccountOptions options)
    {
        var folder = new Argument<string>("FOLDER") { Description = "Where the files are made; no file is overwritten." };
        var verb = new Command("export", "Write the database as the text files users.otp, users.otp-state and users.password-state, to read or to leave with.") { folder };
        verb.SetAction(result => options.Run(console, result, database => RunAsync(console, database, options.FilesOf(result), result.GetValue(folder)!)));
        return verb;
    }

    private static async Task RunAsync(IConsole console, HtpasswdAccountDatabase database, AccountFiles files, string folder)
    {
        string At(string path) => Path.Combine(folder, Path.GetFileName(path));

        using Progress progress = Progress.Start(console, "Exporting");
        (string Path, byte[] Content)[] texts =
        [
            (At(files.Factor.Secrets), (await database.ReadOtpSecretsAsync().ConfigureAwait(false)).ToArray()),
            (At(files.Factor.State), (await database.ReadOtpStateAsync().ConfigureAwait(false)).ToArray()),
            (At(files.IsDigest ? files.DigestPasswordStates : files.PasswordStates), (await database.ReadPasswordStateAsync().ConfigureAwait(false)).ToArray()),
        ];
        Array.ForEach(texts, text => SecretFile.Require(text.Path));
        Array.ForEach(texts, text => SecretFile.Create(text.Path, text.Content));
    }
}
