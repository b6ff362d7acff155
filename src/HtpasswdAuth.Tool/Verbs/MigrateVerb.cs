using System.CommandLine;

namespace HtpasswdAuth.Tool;

internal static class MigrateVerb
{
    public const string Name = "migrate";

    private const string ProgramFile = "Program.cs";
    private const string SettingsFile = "appsettings.json";

    public static Command Create(IConsole console)
    {
        var path = new Argument<string>("PATH") { Description = "A configuration file of httpd or nginx, a folder of them, or a folder with .htaccess files." };
        var from = new Option<string?>("--from") { Description = "What it is, where the content does not tell." };
        from.AcceptOnlyFromAmong(MigrationSource.Httpd, MigrationSource.Nginx, MigrationSource.Htaccess);
        var output = new Option<string?>("--output", "-o") { Description = "Write Program.cs and appsettings.json into this folder; none is overwritten." };
        var verb = new Command(Name, "Print the program that protects a site as httpd or nginx did, and what is left to do. Exits with 1 if there is anything.") { path, from, output };
        verb.SetAction(result => Run(console, result.GetValue(path)!, result.GetValue(from), result.GetValue(output)));
        return verb;
    }

    private static int Run(IConsole console, string path, string? from, string? output)
    {
        try
        {
            var notes = new MigrationNotes();
            MigrationResult result = new Migration(notes).Run(path, from);
            if (output is null)
            {
                console.Output.WriteText($"==> {ProgramFile} <==\n{result.Program}\n==> {SettingsFile} <==\n{result.Settings}\n==> notes <==\n");
            }
            else
            {
                WriteFiles(output, result);
            }

            console.Output.WriteText(notes.Describe());
            return notes.NeedPerson ? ExitCodes.ProblemsFound : ExitCodes.Success;
        }
        catch (VerbException exception)
        {
            console.Error.WriteText($"htauth: {exception.Message}\n");
            return exception.ExitCode;
        }
    }

    private static void WriteFiles(string folder, MigrationResult result)
    {
        string program = Path.Combine(folder, ProgramFile);
        string settings = Path.Combine(folder, SettingsFile);
        SecretFile.Require(program);
        SecretFile.Require(settings);
        VerbException.Guard(folder, () => Directory.CreateDirectory(folder));
        Create(program, result.Program);
        Create(settings, result.Settings);
    }

    private static void Create(string path, string text)
    {
        using FileStream stream = VerbException.Guard(path, () => new FileStream(path, FileMode.CreateNew, FileAccess.Write));
        stream.WriteText(text);
    }
}
