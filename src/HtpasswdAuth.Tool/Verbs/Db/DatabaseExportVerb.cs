using System.CommandLine;
using HtpasswdAuth.PostgreSql;

namespace HtpasswdAuth.Tool;

internal static class DatabaseExportVerb
{
    private const string StandardOutput = "-";

    public static Command Create(IConsole console, DatabaseOptions options)
    {
        var file = new Argument<string>("FILE") { Description = "The password file to make, with the others beside it where there is something in them; - prints the password file alone." };
        var verb = new Command("export", "Write the password file that the database stands for, and what belongs beside it. No file is overwritten.") { file };
        verb.SetAction(result => options.Run(console, result, database => RunAsync(console, database, result.GetValue(file)!)));
        return verb;
    }

    private static async Task<int> RunAsync(IConsole console, HtpasswdDatabase database, string path)
    {
        if (path == StandardOutput)
        {
            await database.ExportAsync(console.Output).ConfigureAwait(false);
            return ExitCodes.Success;
        }

        var beside = OtpFiles.Beside(path);
        string passwordStates = PasswordStateFile.PathBeside(path);
        foreach (string name in new[] { path, beside.Secrets, beside.State, passwordStates })
        {
            SecretFile.Require(name);
        }

        using Progress progress = Progress.Start(console, "Exporting");
        await WriteUsersAsync(database, path).ConfigureAwait(false);
        OtpSecretsFile secrets = await database.ExportOtpSecretsAsync().ConfigureAwait(false);
        OtpStateFile states = await database.ExportOtpStateAsync().ConfigureAwait(false);
        PasswordStateFile passwords = await database.ExportPasswordStateAsync().ConfigureAwait(false);
        WriteIfAny(beside.Secrets, secrets.ToArray());
        WriteIfAny(beside.State, states.ToArray());
        WriteIfAny(passwordStates, passwords.ToArray());
        return ExitCodes.Success;
    }

    /// <summary>A file that is not whole must not pass for one.</summary>
    private static async Task WriteUsersAsync(HtpasswdDatabase database, string path)
    {
        SecretFile.Create(path, []);
        try
        {
            using FileStream stream = VerbException.Guard(path, () => new FileStream(path, FileMode.Open, FileAccess.Write));
            await database.ExportAsync(stream).ConfigureAwait(false);
            await stream.FlushAsync().ConfigureAwait(false);
            AtomicFileWriter.Flush(stream.SafeFileHandle, path);
        }
        catch (IOException)
        {
            File.Delete(path);
            throw;
        }
    }

    private static void WriteIfAny(string path, byte[] content)
    {
        if (content.Length > 0)
        {
            SecretFile.Create(path, content);
        }
    }
}
