using System.CommandLine;
using System.Text;
using System.Text.Json;

namespace HtpasswdAuth.Tool;

internal static class UsersVerb
{
    private const string Yellow = "\e[33m";
    private const string Plain = "\e[0m";

    public static Command Create(IConsole console)
    {
        var file = new Argument<string>("FILE") { Description = "The htpasswd file." };
        var json = new Option<bool>("--json") { Description = "Print JSON." };
        var verb = new Command("users", "List the users of a file: scheme, cost, and what is weak or doubled.") { file, json };
        verb.SetAction(result => VerbAction.Run(console, result.GetValue(file)!, () => Run(console, result.GetValue(file)!, result.GetValue(json))));
        return verb;
    }

    private static int Run(IConsole console, string path, bool json)
    {
        List<UserRow> rows = Read(HtpasswdFile.Load(path));
        if (json)
        {
            console.Output.WriteText(JsonSerializer.Serialize(rows, ToolJsonContext.Default.ListUserRow) + "\n");
        }
        else if (console.IsOutputTerminal)
        {
            WriteTable(console, rows);
        }
        else
        {
            var text = new StringBuilder();
            rows.ForEach(row => text.AppendJoin('\t', row.User, row.Scheme, Cost(row), Marks(row)).Append('\n'));
            console.Output.WriteText(text.ToString());
        }

        return ExitCodes.Success;
    }

    private static List<UserRow> Read(HtpasswdFile file)
    {
        List<UserRow> rows = [];
        HashSet<string> seen = new(StringComparer.Ordinal);
        foreach (HtpasswdEntry entry in file)
        {
            bool known = PasswordHash.TryIdentify(entry.Hash.Span, out PasswordHashInfo info);
            bool duplicate = !seen.Add(ByteText.FromBytes(entry.UserName.Span));
            string name = SafeText.Show(Encoding.UTF8.GetString(entry.UserName.Span));
            rows.Add(new(name, known ? HashStrength.Name(info.Algorithm) : "unknown", known ? info.Cost : null, !known || HashStrength.IsWeak(info), duplicate));
        }

        return rows;
    }

    private static void WriteTable(IConsole console, List<UserRow> rows)
    {
        int width = rows.Select(row => row.User.Length).Append(4).Max();
        var text = new StringBuilder().Append($"{"User".PadRight(width)}  {"Scheme",-12}  {"Cost",9}\n");
        foreach (UserRow row in rows)
        {
            string marks = Marks(row);
            string shown = marks.Length > 0 && console.UsesColour() ? $"{Yellow}{marks}{Plain}" : marks;
            text.Append($"{row.User.PadRight(width)}  {row.Scheme,-12}  {Cost(row),9}  {shown}\n");
        }

        console.Output.WriteText(text.ToString());
    }

    private static string Cost(UserRow row) => row.Cost is > 1 ? $"{row.Cost}" : "";

    private static string Marks(UserRow row) => (row.Weak, row.Duplicate) switch
    {
        (true, true) => "weak, duplicate",
        (true, false) => "weak",
        (false, true) => "duplicate",
        _ => "",
    };
}
