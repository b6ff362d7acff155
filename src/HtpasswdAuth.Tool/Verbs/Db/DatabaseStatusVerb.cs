using System.CommandLine;
using System.Globalization;
using HtpasswdAuth.PostgreSql;

namespace HtpasswdAuth.Tool;

internal static class DatabaseStatusVerb
{
    public static Command Create(IConsole console, DatabaseOptions options)
    {
        var verb = new Command("status", "Tell whether the database can be reached, the version of its tables, and how many users there are. Exits with 1 if a node could not start on it.");
        verb.SetAction(result => options.Run(console, result, database => RunAsync(console, database)));
        return verb;
    }

    private static async Task<int> RunAsync(IConsole console, HtpasswdDatabase database)
    {
        HtpasswdDatabaseStatus status = await database.GetStatusAsync().ConfigureAwait(false);
        List<string[]> rows =
        [
            ["server", $"PostgreSQL {status.Server}"],
            ["tables", status.SchemaVersion == 0 ? "none" : $"version {status.SchemaVersion}"],
            ["users", Number(status.Users)],
            ["second factor", Number(status.OtpUsers)],
        ];
        rows.AddRange(status.Versions.OrderBy(table => table.Key, StringComparer.Ordinal).Select(table => (string[])[$"changes of {table.Key}", Number(table.Value)]));
        console.Output.WriteText(string.Concat(rows.Select(row => $"{row[0]}\t{row[1]}\n")));
        if (status.SchemaVersion == status.ProgramVersion)
        {
            return ExitCodes.Success;
        }

        console.Error.WriteText(status.SchemaVersion < status.ProgramVersion
            ? "htauth: bring the tables to the version of this program: htauth db migrate\n"
            : "htauth: the tables are newer than this program: update it\n");
        return ExitCodes.ProblemsFound;
    }

    private static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);
}
