using System.CommandLine;
using HtpasswdAuth.PostgreSql;

namespace HtpasswdAuth.Tool;

/// <summary>The database that every verb of <c>htauth db</c> is about.</summary>
internal sealed class DatabaseOptions
{
    private readonly ConnectionOptions _connection;

    /// <param name="group">The verb whose subverbs take the options.</param>
    public DatabaseOptions(Command group) => _connection = new ConnectionOptions(group);

    /// <summary>Does something with the database, and says why it failed. An interruption leaves the database as it was.</summary>
    public int Run(IConsole console, ParseResult result, Func<HtpasswdDatabase, Task<int>> action)
    {
        console.OnInterruption(() => ExitCodes.Interrupted);
        return VerbException.Tell(console, () =>
        {
            HtpasswdDatabase database = _connection.Open(result, console, usesEnvironment: true)
                ?? throw new VerbException(ExitCodes.Syntax, $"name the database with --connection, or in {ConnectionOptions.Variable}");
            return DatabaseVerb.Guard(() => RunAsync(database, action).GetAwaiter().GetResult());
        });
    }

    private static async Task<int> RunAsync(HtpasswdDatabase database, Func<HtpasswdDatabase, Task<int>> action)
    {
        await using (database.ConfigureAwait(false))
        {
            return await action(database).ConfigureAwait(false);
        }
    }
}
