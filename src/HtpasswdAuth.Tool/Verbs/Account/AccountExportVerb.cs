using System.CommandLine;
using HtpasswdAuth.Sqlite;

namespace HtpasswdAuth.Tool;

internal static class AccountExportVerb
{
    public static Command Create(IConsole console, AccountOptions options)
    {
        var folder = new Argument<string>("FOLDER") { Description = "Where the files are made; no file is overwritten." };
        var verb = new Command("export", "Write the database as the text files of version 0, users.otp, users.otp-state and users.password-state: to read, or to leave with. The key file belongs to them.") { folder };
        verb.SetAction(result => options.Run(console, result, texts: null, (database, files) => RunAsync(console, database, files, result.GetValue(folder)!)));
        return verb;
    }

    private static async Task RunAsync(IConsole console, HtpasswdAccountDatabase database, AccountFiles files, string folder)
    {
        using Progress progress = Progress.Start(console, "Exporting");
        (string Path, byte[] Content)[] texts =
        [
            .. (await database.ExportAsync().ConfigureAwait(false)).Select(text => (Path.Combine(folder, Path.GetFileName(text.Key)), text.Value)),
        ];
        Array.ForEach(texts, text => SecretFile.Require(text.Path));
        foreach ((string path, byte[] content) in texts)
        {
            SecretFile.Create(path, content);
            console.Output.WriteText($"{SafeText.Show(path)}: written\n");
        }

        if (texts.Length == 0)
        {
            console.Error.WriteText("htauth: the database holds nothing; no file was written\n");
        }
        else if (File.Exists(files.Factor.Keys))
        {
            console.Error.WriteText($"htauth: secrets stay encrypted under {SafeText.Show(files.Factor.Keys)}: keep it, it belongs to these files\n");
        }
    }
}
