using System.CommandLine;
using System.Text;
using System.Text.Json;

namespace HtpasswdAuth.Tool;

internal static class CheckVerb
{
    private const string Red = "\e[31m";
    private const string Plain = "\e[0m";

    public static Command Create(IConsole console)
    {
        var files = new Argument<string[]>("FILE") { Description = "Files to check.", Arity = ArgumentArity.OneOrMore };
        var json = new Option<bool>("--json") { Description = "Print JSON." };
        var type = new Option<string?>("--type") { Description = "What the files are, where neither name nor content tells." };
        type.AcceptOnlyFromAmong(
            CheckedFileType.Htpasswd, CheckedFileType.Htdigest, CheckedFileType.Htgroup, CheckedFileType.Otp, CheckedFileType.OtpState, CheckedFileType.OtpKey,
            CheckedFileType.PasswordState);
        var userFile = new Option<string?>("--file", "-f") { Description = "The password file that the users of an otp or password-state file should be in; the one beside it by default." };
        var verb = new Command("check", "Find broken lines, duplicates, weak hashes and open permissions. Exits with 1 if there is anything.") { files, json, type, userFile };
        verb.SetAction(result => Run(console, result.GetValue(files)!, result.GetValue(type), result.GetValue(userFile), result.GetValue(json)));
        return verb;
    }

    private static int Run(IConsole console, string[] files, string? type, string? userFile, bool json)
    {
        List<FileReport> reports = [];
        int exitCode = userFile is null ? ExitCodes.Success : VerbAction.Run(console, userFile, () => CanRead(userFile));
        if (exitCode != ExitCodes.Success)
        {
            return exitCode;
        }

        foreach (string file in files)
        {
            exitCode |= VerbAction.Run(console, file, () =>
            {
                using Progress progress = Progress.Start(console, "Checking " + SafeText.Show(file));
                byte[] content = VerbFile.Read(file);
                if (AccountDatabaseCheck.IsOne(content))
                {
                    console.Error.WriteText($"htauth: {SafeText.Show(file)}: {AccountDatabaseCheck.Advice}\n");
                    return ExitCodes.Syntax;
                }

                FileReport report = Check(file, content, type, userFile);
                reports.Add(report);
                return report.Problems.Count > 0 ? ExitCodes.ProblemsFound : ExitCodes.Success;
            });
        }

        console.Output.WriteText(json ? JsonSerializer.Serialize(reports, ToolJsonContext.Default.ListFileReport) + "\n" : Describe(reports, console.UsesColour()));
        return exitCode;
    }

    private static int CanRead(string path)
    {
        using FileStream stream = File.OpenRead(path);
        return ExitCodes.Success;
    }

    private static FileReport Check(string file, byte[] content, string? type, string? userFile)
    {
        FileReport report = (type ?? CheckedFileType.Of(file, content)) switch
        {
            CheckedFileType.Htdigest => HtdigestCheck.Run(file, content),
            CheckedFileType.Htgroup => HtgroupCheck.Run(file, content),
            CheckedFileType.Otp => OtpSecretsCheck.Run(file, content, userFile),
            CheckedFileType.OtpState => OtpStateCheck.Run(file, content, userFile),
            CheckedFileType.OtpKey => OtpKeyCheck.Run(file, content),
            CheckedFileType.PasswordState => PasswordStateCheck.Run(file, content, userFile),
            _ => HtpasswdCheck.Run(file, content),
        };
        PlaceCheck.Run(report);
        return report with { Note = AccountDatabaseCheck.NoteOf(report.Type) };
    }

    private static string Describe(List<FileReport> reports, bool colour)
    {
        var text = new StringBuilder();
        foreach (FileReport report in reports)
        {
            string name = SafeText.Show(report.File);
            foreach (FileProblem problem in report.Problems)
            {
                string place = problem.Line > 0 ? $"{name}:{problem.Line}" : name;
                string code = colour ? $"{Red}{problem.Code}{Plain}" : problem.Code;
                text.Append($"{place}: {code}: {problem.Message}\n");
            }

            text.Append($"{name}: {report.Type}, {report.Records} {(report.Records == 1 ? "record" : "records")}, {report.Problems.Count} {(report.Problems.Count == 1 ? "problem" : "problems")}\n");
            text.Append(report.Note is null ? "" : $"{name}: {report.Note}\n");
        }

        return text.ToString();
    }
}
