using System.CommandLine;
using HtpasswdAuth.PostgreSql;

namespace HtpasswdAuth.Tool;

internal static class DatabaseMigrateVerb
{
    public static Command Create(IConsole console, DatabaseOptions options)
    {
        var verb = new Command("migrate", "Make the tables, or bring them to the version of this program. There is no way back: take a backup first.");
        verb.SetAction(result => options.Run(console, result, database => RunAsync(console, database)));
        return verb;
    }

    private static async Task<int> RunAsync(IConsole console, HtpasswdDatabase database)
    {
        int before = await database.MigrateAsync().ConfigureAwait(false);
        int now = (await database.GetStatusAsync().ConfigureAwait(false)).SchemaVersion;
        console.Output.WriteText(before == now
            ? $"The tables are of version {now} already.\n"
            : before == 0 ? $"The tables are there now, of version {now}.\n" : $"The tables are of version {now} now; they were of version {before}.\n");
        return ExitCodes.Success;
    }
}
